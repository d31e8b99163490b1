@NullMarked
package io.gpmcworker;

import org.jspecify.annotations.NullMarked;
