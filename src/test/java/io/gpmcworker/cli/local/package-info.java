/**
 * The local surroundings, part by part: start, kill, restart, and what they say when they cannot.
 */
@NullMarked
package io.gpmcworker.cli.local;

import org.jspecify.annotations.NullMarked;
