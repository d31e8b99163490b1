@NullMarked
package io.gpmcworker.command;

import org.jspecify.annotations.NullMarked;
