/** What every running call needs: its progress, its messages and whether it was cancelled. */
@NullMarked
package io.gpmcworker.gpmc.directory.call;

import org.jspecify.annotations.NullMarked;
