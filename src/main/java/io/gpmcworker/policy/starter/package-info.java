/** Starter GPOs: what is known of their files. */
@NullMarked
package io.gpmcworker.policy.starter;

import org.jspecify.annotations.NullMarked;
