/** A real Samba Active Directory domain controller for tests, and the tools that judge it. */
@NullMarked
package io.gpmcworker.testing.samba;

import org.jspecify.annotations.NullMarked;
