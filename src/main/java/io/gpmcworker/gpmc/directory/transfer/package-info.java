/** Import and copy: a GPO's settings carried into another, through a migration table or not. */
@NullMarked
package io.gpmcworker.gpmc.directory.transfer;

import org.jspecify.annotations.NullMarked;
