package io.gpmcworker.gpmc.dcom.rpce;

import java.time.Duration;

/**
 * What a server spends on its callers at most.
 *
 * @param connections connections at once
 * @param unauthenticated those among them whose callers are not known yet
 * @param request the largest request, in bytes
 * @param requests all requests that are being received at one time, in bytes
 * @param handshake how long a caller has from connecting until he is known
 * @param fragment how long a fragment may take once it has begun, and a send
 * @param idle how long a known caller may be silent
 */
public record RpcLimits(
    int connections,
    int unauthenticated,
    int request,
    int requests,
    Duration handshake,
    Duration fragment,
    Duration idle) {

  /** Room for a report of many megabytes, and for a host that pings every two minutes. */
  public static final RpcLimits DEFAULT =
      new RpcLimits(
          256,
          32,
          32 << 20,
          64 << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15));
}
