package io.gpmcworker.cli;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalSurroundings;
import io.gpmcworker.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Locale;

/** The surroundings, started with a line for each part, and ended when this is closed. */
final class LocalRun implements AutoCloseable {
  private final DataFolder data;
  private final LocalSurroundings surroundings;

  private LocalRun(DataFolder data, LocalSurroundings surroundings) {
    this.data = data;
    this.surroundings = surroundings;
  }

  /**
   * Starts everything.
   *
   * @param verb names the default data folder
   * @param fresh whether the default data folder is emptied first; a named one never is
   */
  static LocalRun start(
      Terminal terminal, SurroundingsArguments arguments, String verb, boolean fresh) {
    Installation installation = Installation.current();
    Path folder = arguments.dataFolder(installation, verb);
    if (fresh && arguments.named().isEmpty()) {
      DataFolder.delete(folder);
    }
    var options = arguments.options();
    DataFolder data = DataFolder.open(folder);
    terminal.line("Starting everything on this machine. All data is in " + data.path());
    long begin = System.nanoTime();
    return new LocalRun(
        data,
        LocalSurroundings.start(
            installation,
            data,
            options,
            what ->
                terminal.line(
                    "  %s %s %s"
                        .formatted(terminal.green("✓"), what, terminal.dim(since(begin))))));
  }

  LocalSurroundings surroundings() {
    return surroundings;
  }

  @Override
  public void close() {
    surroundings.close();
    data.close();
  }

  private static String since(long begin) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
  }
}
