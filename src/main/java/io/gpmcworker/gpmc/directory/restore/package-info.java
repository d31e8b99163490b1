/**
 * Restore: backups put back into the domain they came from. Everything is checked and laid ready
 * first; what then changes the domain is short, written down beforehand, and taken back if it
 * fails.
 */
@NullMarked
package io.gpmcworker.gpmc.directory.restore;

import org.jspecify.annotations.NullMarked;
