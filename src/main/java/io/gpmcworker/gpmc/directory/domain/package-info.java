/** A domain with its directory, its SYSVOL and the backup stores beside it. */
@NullMarked
package io.gpmcworker.gpmc.directory.domain;

import org.jspecify.annotations.NullMarked;
