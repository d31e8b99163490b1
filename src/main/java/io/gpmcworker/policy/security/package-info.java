/** Security descriptors (MS-DTYP 2.4): SIDs, ACEs, the self-relative binary form and SDDL. */
@NullMarked
package io.gpmcworker.policy.security;

import org.jspecify.annotations.NullMarked;
