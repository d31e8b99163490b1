/** The story that {@code ./gpmc demo} tells, over the topics as any other program would. */
@NullMarked
package io.gpmcworker.cli.demo;

import org.jspecify.annotations.NullMarked;
