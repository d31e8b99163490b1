/** Fuzzing in plain JUnit: what a parser does with input that has been damaged with some care. */
@NullMarked
package io.gpmcworker.testing.fuzz;

import org.jspecify.annotations.NullMarked;
