package io.gpmcworker.gpmc.directory.ldap;

/**
 * A link of a GPO to a scope of management (MS-GPOL 2.2.2, gPLink).
 *
 * @param somName the domain's, site's or organizational unit's name
 * @param somPath its canonical name, such as {@code corp.example/Staff}
 * @param enabled whether the link is in force
 * @param enforced {@code NoOverride}: what lies below cannot block it
 */
public record SomLink(String somName, String somPath, boolean enabled, boolean enforced) {}
