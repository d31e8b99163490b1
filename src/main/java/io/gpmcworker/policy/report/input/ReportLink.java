package io.gpmcworker.policy.report.input;

/**
 * A link of the GPO, from the place that it is linked to.
 *
 * @param somName the name of the site, domain or organizational unit
 * @param somPath its canonical name, such as {@code corp.example/Sales/Laptops}
 * @param enabled whether the link applies
 * @param noOverride whether it is enforced
 */
public record ReportLink(String somName, String somPath, boolean enabled, boolean noOverride) {}
