@NullMarked
package io.gpmcworker.execution;

import org.jspecify.annotations.NullMarked;
