package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.RemoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./gpmc man}. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = "Writes manual pages of all verbs into a folder: gpmc.1, gpmc-list.1 and so on.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc man ~/.local/share/man/man1 && man gpmc-start-backup"})
public final class ManCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The folder; it is made if it is missing.")
  private Path folder = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    try {
      Files.createDirectories(folder);
      write(own.root().commandLine());
    } catch (IOException e) {
      throw new RemoteException(
          ExitCode.USAGE, "%s cannot be written: %s.".formatted(folder, e.getMessage()), e);
    }
    return ExitCode.SUCCEEDED.code();
  }

  private void write(CommandLine command) throws IOException {
    ManPage page = new ManPage(command.getCommandSpec());
    Files.writeString(folder.resolve(page.name() + ".1"), page.text());
    for (CommandLine below : command.getSubcommands().values()) {
      write(below);
    }
  }
}
