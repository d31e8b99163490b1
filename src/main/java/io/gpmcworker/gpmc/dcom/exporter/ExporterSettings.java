package io.gpmcworker.gpmc.dcom.exporter;

import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import java.net.InetAddress;
import java.util.List;

/**
 * Where objects are exported and to whom.
 *
 * @param bind the address to listen on; the wildcard for every one
 * @param objectPort the port of the objects; 0 for any free one
 * @param resolverPort the port of the resolver; 0 for any free one
 * @param advertisedHosts names or addresses by which callers reach this process, the best one
 *     first. Behind a port mapping they are those of the outside
 * @param advertisedObjectPort the port of the objects as callers reach it; 0 for {@code objectPort}
 * @param advertisedResolverPort the port of the resolver as callers reach it; 135 is well known and
 *     is the only one that Windows has been documented to try; 0 for {@code resolverPort}
 * @param callers who may call
 * @param name how this process calls itself to callers who authenticate, as a NetBIOS name
 */
public record ExporterSettings(
    InetAddress bind,
    int objectPort,
    int resolverPort,
    List<String> advertisedHosts,
    int advertisedObjectPort,
    int advertisedResolverPort,
    List<NtlmAccount> callers,
    String name,
    RpcLimits limits) {

  public ExporterSettings {
    advertisedHosts = List.copyOf(advertisedHosts);
    callers = List.copyOf(callers);
    if (advertisedHosts.isEmpty()) {
      throw new IllegalArgumentException(
          "at least one advertised host is needed, by which callers reach this process");
    }
    if (callers.isEmpty()) {
      throw new IllegalArgumentException("at least one account is needed that may call");
    }
  }
}
