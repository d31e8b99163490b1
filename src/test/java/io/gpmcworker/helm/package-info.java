@NullMarked
package io.gpmcworker.helm;

import org.jspecify.annotations.NullMarked;
