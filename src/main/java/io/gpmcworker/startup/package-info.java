/**
 * From configuration to a running worker: what is configured, and whether the surroundings are as
 * they must be. What is wrong is told in a sentence, before anything is begun.
 */
@NullMarked
package io.gpmcworker.startup;

import org.jspecify.annotations.NullMarked;
