/**
 * A client of the worker over its topics: puts commands and reads events as any other program
 * would, from the contract alone.
 */
@NullMarked
package io.gpmcworker.cli.topics;

import org.jspecify.annotations.NullMarked;
