@NullMarked
package io.gpmcworker.api;

import org.jspecify.annotations.NullMarked;
