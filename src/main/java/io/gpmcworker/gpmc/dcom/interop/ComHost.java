package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import java.time.Duration;

/**
 * A Windows host and who to be there.
 *
 * @param host its name or IPv4 address; activation is asked for at its port 135
 * @param account who calls it
 * @param callTimeout how long a single call may take, from connecting to its answer
 */
public record ComHost(String host, NtlmAccount account, Duration callTimeout) {

  /** Host and account; never the password. */
  @Override
  public String toString() {
    return host + " as " + account;
  }
}
