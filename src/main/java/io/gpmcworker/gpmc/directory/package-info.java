/**
 * The driver that does GPMC's operations itself, on Active Directory over LDAP and SYSVOL.
 *
 * <p>One class for each operation, in {@code backup}, {@code restore} and {@code report}. {@code
 * call} holds what every running call needs, {@code ldap} and {@code sysvol} the two halves of a
 * domain, {@code domain} both with the backup stores, {@code gpo} a GPO read from both, {@code
 * embedded} a domain of one's own.
 */
@NullMarked
package io.gpmcworker.gpmc.directory;

import org.jspecify.annotations.NullMarked;
