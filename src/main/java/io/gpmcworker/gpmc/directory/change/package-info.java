/**
 * How an operation changes GPOs: what they shall be is checked and laid ready first; what then
 * changes the domain is short, written down beforehand, and taken back if it fails.
 */
@NullMarked
package io.gpmcworker.gpmc.directory.change;

import org.jspecify.annotations.NullMarked;
