/** The command line, from the shell scripts on. */
@NullMarked
package io.gpmcworker.cli;

import org.jspecify.annotations.NullMarked;
