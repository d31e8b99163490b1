package io.gpmcworker.gpmc.dcom.interop;

import java.time.Duration;

/**
 * A Windows host and who to be there.
 *
 * @param host its name or IPv4 address; activation is asked for at its port 135
 * @param domain the account's domain
 * @param user the account's name
 * @param password the account's password
 * @param callTimeout how long a single call may take, from connecting to its answer
 */
public record ComHost(
    String host, String domain, String user, String password, Duration callTimeout) {

  /** Host and account; never the password. */
  @Override
  public String toString() {
    return host + " as " + domain + "\\" + user;
  }
}
