@NullMarked
package io.gpmcworker.startup;

import org.jspecify.annotations.NullMarked;
