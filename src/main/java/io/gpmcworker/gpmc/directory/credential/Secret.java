package io.gpmcworker.gpmc.directory.credential;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password. It is never part of a text, its own included. */
public sealed interface Secret {

  /**
   * The password as it is now.
   *
   * @throws GpmcException if it cannot be read
   */
  char[] read() throws GpmcException;

  /** A password that does not change. */
  static Secret of(String password) {
    return new Fixed(password);
  }

  /**
   * The first line of a file, such as a mounted Kubernetes secret. It is read whenever it is
   * needed, so that a changed password holds from the next log-on.
   */
  static Secret inFile(Path file) {
    return new InFile(file);
  }

  /** As given. */
  final class Fixed implements Secret {

    private final String password;

    private Fixed(String password) {
      this.password = password;
    }

    @Override
    public char[] read() {
      return password.toCharArray();
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  /** In a file. */
  final class InFile implements Secret {

    private static final int MAX_SIZE = 4096;

    private final Path file;

    private InFile(Path file) {
      this.file = file;
    }

    @Override
    public char[] read() throws GpmcException {
      try (var in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_SIZE + 1);
        if (bytes.length > MAX_SIZE) {
          throw unreadable("is longer than " + MAX_SIZE + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .filter(line -> !line.isEmpty())
            .orElseThrow(() -> unreadable("is empty"))
            .toCharArray();
      } catch (IOException e) {
        throw unreadable("cannot be read (" + e.getClass().getSimpleName() + ")");
      }
    }

    private GpmcException unreadable(String why) {
      return new GpmcException(
          HResult.E_ACCESSDENIED,
          "The password file %s %s; put the password into its first line.".formatted(file, why));
    }

    @Override
    public String toString() {
      return "***";
    }
  }
}
