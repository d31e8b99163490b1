/** The figures of {@code ./gpmc bench}, measured from outside: commands in, events out. */
@NullMarked
package io.gpmcworker.cli.bench;

import org.jspecify.annotations.NullMarked;
