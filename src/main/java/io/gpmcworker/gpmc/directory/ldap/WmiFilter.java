package io.gpmcworker.gpmc.directory.ldap;

/**
 * A WMI filter (MS-GPOL 2.2.5, msWMI-Som).
 *
 * @param name {@code msWMI-Name}
 * @param description {@code msWMI-Parm1}; may be empty
 */
public record WmiFilter(String name, String description) {}
