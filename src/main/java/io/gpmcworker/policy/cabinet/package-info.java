/** Cabinet files (MS-CAB), in which Starter GPOs travel. */
@NullMarked
package io.gpmcworker.policy.cabinet;

import org.jspecify.annotations.NullMarked;
