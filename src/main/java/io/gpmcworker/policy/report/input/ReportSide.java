package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.SideVersion;

/**
 * One half of a GPO, as the report shows it.
 *
 * @param version in the directory and on SYSVOL
 * @param enabled whether the half applies
 * @param extensions the registered client-side extensions; each is reported, others are not
 * @param files the half's files
 */
public record ReportSide(
    SideVersion version, boolean enabled, ExtensionNames extensions, ReportFiles files) {}
