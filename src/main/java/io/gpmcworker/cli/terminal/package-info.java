/** What a person sees: text with little colour, and lines that are drawn anew in place. */
@NullMarked
package io.gpmcworker.cli.terminal;

import org.jspecify.annotations.NullMarked;
