package io.gpmcworker.cli.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL runs. It refuses to run as root, so root starts it in a user
 * namespace or, where those are not allowed (many containers), as {@code nobody}.
 */
enum PostgresAccount {
  /** This program's own account. */
  OWN(""),
  /**
   * Root without a name: in a new user namespace nobody is mapped, so PostgreSQL sees uid 65534.
   */
  NAMESPACE("unshare -U"),
  /** {@code nobody}, who keeps the one right to pass through folders that only root may enter. */
  NOBODY(
      "setpriv --reuid=65534 --regid=65534 --clear-groups"
          + " --inh-caps=+dac_override --ambient-caps=+dac_override"),
  /** {@code nobody} without any right, where the container has none to give. */
  NOBODY_PLAIN("setpriv --reuid=65534 --regid=65534 --clear-groups");

  /** Names the account to use instead of trying each; for tests and for odd machines. */
  static final String PROPERTY = "gpmc.postgres.account";

  private static final int NOBODY_ID = 65534;

  private final String prefix;

  PostgresAccount(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The first account under which PostgreSQL's programs run and can write its data.
   *
   * @param data the folder of the data, which is made, and given to that account
   * @throws SurroundingsException when there is none
   */
  static PostgresAccount choose(PostgresBinaries binaries, Path data) {
    try {
      Files.createDirectories(data);
      for (PostgresAccount account : candidates()) {
        account.own(data);
        if (account.runs(binaries, data)) {
          return account;
        }
      }
    } catch (IOException e) {
      throw new SurroundingsException("PostgreSQL's data folder cannot be prepared: " + e, e);
    }
    throw new SurroundingsException(
        "PostgreSQL refuses to run as root, and neither a user namespace (unshare -U) nor the account"
            + " nobody (setpriv) can be used here for "
            + data
            + ". Run ./gpmc as an ordinary user.");
  }

  /** The command, to be run under this account. */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(command);
    if (!prefix.isEmpty()) {
      all.addAll(0, List.of(prefix.split(" ")));
    }
    return all;
  }

  private static List<PostgresAccount> candidates() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return List.of(valueOf(named));
    }
    return isRoot() ? List.of(NAMESPACE, NOBODY, NOBODY_PLAIN) : List.of(OWN);
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private boolean runs(PostgresBinaries binaries, Path data) throws IOException {
    List<String> probe =
        List.of(
            "sh",
            "-c",
            "test \"$(id -u)\" -ne 0 && test -w \"$1\" && \"$2\" --version",
            "probe",
            data.toString(),
            binaries.program("postgres").toString());
    try {
      Process process =
          new ProcessBuilder(command(probe))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // The tool is not there: the next account is tried.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SurroundingsException("Interrupted.", e);
    }
  }

  /**
   * Gives a file or folder to this account, which PostgreSQL demands. Only root changes accounts.
   */
  void own(Path root) throws IOException {
    if (this == OWN) {
      return;
    }
    int wanted = this == NAMESPACE ? 0 : NOBODY_ID;
    if (wanted == (int) Files.getAttribute(root, "unix:uid")) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setAttribute(file, "unix:uid", wanted);
        Files.setAttribute(file, "unix:gid", wanted);
      }
    }
  }
}
