package io.gpmcworker.policy.report.input;

import java.util.Optional;

/**
 * The WMI filter that the GPO is bound to.
 *
 * @param name its display name
 * @param description what its author wrote about it, if anything
 */
public record ReportWmiFilter(String name, Optional<String> description) {}
