/** The {@code Registry.pol} format (MS-GPREG 2.2.1). */
@NullMarked
package io.gpmcworker.policy.registry;

import org.jspecify.annotations.NullMarked;
