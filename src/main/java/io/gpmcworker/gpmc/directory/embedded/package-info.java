/**
 * A domain of one's own: an in-memory LDAP directory with Active Directory's layout and a SYSVOL
 * folder. For trying things out and for tests; the driver reaches it as it reaches any other
 * domain.
 */
@NullMarked
package io.gpmcworker.gpmc.directory.embedded;

import org.jspecify.annotations.NullMarked;
