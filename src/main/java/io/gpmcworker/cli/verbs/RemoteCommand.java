package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.terminal.Style;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the verbs share that talk to a worker. */
abstract class RemoteCommand implements Callable<Integer> {

  @Mixin private ConnectionArguments connection = new ConnectionArguments();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() throws InterruptedException {
    try (Client client = new Client(connection.profile())) {
      return run(client);
    } finally {
      out().flush();
    }
  }

  /**
   * Does the work.
   *
   * @return the exit code
   */
  abstract int run(Client client) throws InterruptedException;

  final CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  /** The standard output. */
  final PrintWriter out() {
    return spec().commandLine().getOut();
  }

  /** Where a person is told what concerns no program behind a pipe. */
  final PrintWriter err() {
    return spec().commandLine().getErr();
  }

  final Style style() {
    return Style.standard();
  }
}
