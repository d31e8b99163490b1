/** The command line: one class per verb of {@code ./gpmc}. Plain Java, started without Quarkus. */
@NullMarked
package io.gpmcworker.cli;

import org.jspecify.annotations.NullMarked;
