package io.gpmcworker.gpmc.dcom.nlmp;

/**
 * An account that may call.
 *
 * @param domain its domain as the caller names it, compared without regard to case; empty for an
 *     account that names none
 * @param user its name, compared without regard to case
 * @param password its password
 */
public record NtlmAccount(String domain, String user, String password) {

  boolean is(String otherDomain, String otherUser) {
    return domain.equalsIgnoreCase(otherDomain) && user.equalsIgnoreCase(otherUser);
  }

  /** {@code DOMAIN\\user}; never the password. */
  @Override
  public String toString() {
    return domain.isEmpty() ? user : domain + "\\" + user;
  }
}
