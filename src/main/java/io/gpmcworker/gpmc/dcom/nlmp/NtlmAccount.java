package io.gpmcworker.gpmc.dcom.nlmp;

import java.io.IOException;

/**
 * An account and what it proves itself with.
 *
 * @param domain its domain as the caller names it, compared without regard to case; empty for an
 *     account that names none
 * @param user its name, compared without regard to case
 * @param password its password, asked for at each log-on
 */
public record NtlmAccount(String domain, String user, Password password) {

  /** Where a password is. It is read whenever it is needed, so that a changed one holds at once. */
  @FunctionalInterface
  public interface Password {

    /**
     * The password as it is now.
     *
     * @throws IOException if it cannot be read; its message says why and what to do
     */
    String read() throws IOException;
  }

  /** An account with a password that does not change. */
  public NtlmAccount(String domain, String user, String password) {
    this(domain, user, () -> password);
  }

  boolean is(String otherDomain, String otherUser) {
    return domain.equalsIgnoreCase(otherDomain) && user.equalsIgnoreCase(otherUser);
  }

  /** {@code DOMAIN\\user}; never the password. */
  @Override
  public String toString() {
    return domain.isEmpty() ? user : domain + "\\" + user;
  }
}
