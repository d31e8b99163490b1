/** Where the worker is, and how its events are read. */
@NullMarked
package io.gpmcworker.cli.remote;

import org.jspecify.annotations.NullMarked;
