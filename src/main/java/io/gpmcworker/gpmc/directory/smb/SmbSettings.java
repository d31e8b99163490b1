package io.gpmcworker.gpmc.directory.smb;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import java.time.Duration;

/**
 * How to speak SMB with a server. Only SMB 3 is spoken, and every message is signed.
 *
 * @param port the server's port, mostly {@link #PORT}
 * @param encrypt whether messages are encrypted even where the server does not demand it
 * @param credentials who to be, by NTLM or Kerberos
 * @param connectTimeout how long to wait for a connection
 * @param responseTimeout how long to wait for each answer
 * @param connections how many at most, to one server
 * @param atATime how many requests at most are under way at the same time, to one server
 */
public record SmbSettings(
    int port,
    boolean encrypt,
    Credentials credentials,
    Duration connectTimeout,
    Duration responseTimeout,
    int connections,
    int atATime) {

  /** Where SMB servers listen. */
  public static final int PORT = 445;

  /** How many connections are enough for anyone who does not say. */
  public static final int DEFAULT_CONNECTIONS = 4;

  /** How many requests at a time are enough for anyone who does not say. */
  public static final int DEFAULT_AT_A_TIME = 16;

  /**
   * @throws IllegalArgumentException if the parts do not fit together; the message is for people
   */
  public SmbSettings {
    if (credentials instanceof Credentials.Anonymous) {
      throw new IllegalArgumentException("a share is not opened to nobody; name an account");
    }
    if (credentials instanceof Credentials.UserPassword user && user.userName().contains("=")) {
      throw new IllegalArgumentException(
          "a share knows accounts as name@domain or DOMAIN\\name, not by distinguished names");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
    }
    if (connections < 1 || atATime < connections) {
      throw new IllegalArgumentException(
          "at least one connection is needed, and at least one request at a time for each");
    }
  }
}
