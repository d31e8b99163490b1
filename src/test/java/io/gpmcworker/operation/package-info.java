@NullMarked
package io.gpmcworker.operation;

import org.jspecify.annotations.NullMarked;
