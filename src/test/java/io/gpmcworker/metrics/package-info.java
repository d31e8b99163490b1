@NullMarked
package io.gpmcworker.metrics;

import org.jspecify.annotations.NullMarked;
