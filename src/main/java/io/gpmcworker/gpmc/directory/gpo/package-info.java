/** A GPO with both its halves, the directory's and SYSVOL's, as operations read it. */
@NullMarked
package io.gpmcworker.gpmc.directory.gpo;

import org.jspecify.annotations.NullMarked;
