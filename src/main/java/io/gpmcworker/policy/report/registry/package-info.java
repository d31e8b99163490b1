/**
 * The settings that live in Registry.pol: those of several snap-ins, each shown in its own terms,
 * and the administrative templates' for all that is left.
 */
@NullMarked
package io.gpmcworker.policy.report.registry;

import org.jspecify.annotations.NullMarked;
