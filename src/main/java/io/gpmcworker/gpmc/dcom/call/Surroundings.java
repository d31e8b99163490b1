package io.gpmcworker.gpmc.dcom.call;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all operations of a domain share.
 *
 * @param exporter where the host calls back
 * @param clock ends calls that take too long
 * @param silence how long an operation may be silent before the host is asked for a sign of life
 */
public record Surroundings(
    String dnsName,
    ComHost host,
    ObjectExporter exporter,
    Map<BackupStoreName, String> stores,
    Map<String, String> domains,
    ScheduledExecutorService clock,
    Duration silence) {}
