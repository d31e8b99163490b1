@NullMarked
package io.gpmcworker.tracing;

import org.jspecify.annotations.NullMarked;
