/**
 * The driver that does GPMC's operations itself, on Active Directory over LDAP and SYSVOL.
 *
 * <p>One class for each operation; {@code call} holds what every running call needs, {@code ldap}
 * and {@code sysvol} the two halves of a domain, {@code embedded} a domain of one's own.
 */
@NullMarked
package io.gpmcworker.gpmc.directory;

import org.jspecify.annotations.NullMarked;
