@NullMarked
package io.gpmcworker.event;

import org.jspecify.annotations.NullMarked;
