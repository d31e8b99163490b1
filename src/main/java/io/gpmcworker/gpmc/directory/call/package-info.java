/** What every running call needs: its progress, its messages, its cancel and its failures. */
@NullMarked
package io.gpmcworker.gpmc.directory.call;

import org.jspecify.annotations.NullMarked;
