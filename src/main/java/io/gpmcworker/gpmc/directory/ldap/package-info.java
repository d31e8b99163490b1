/**
 * The directory half of a domain: Group Policy containers, WMI filters, links and accounts over
 * LDAP. No type of the LDAP library leaves {@code gpmc.directory}.
 */
@NullMarked
package io.gpmcworker.gpmc.directory.ldap;

import org.jspecify.annotations.NullMarked;
