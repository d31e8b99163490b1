/** The verbs of {@code ./gpmc} that talk to a worker. */
@NullMarked
package io.gpmcworker.cli.verbs;

import org.jspecify.annotations.NullMarked;
