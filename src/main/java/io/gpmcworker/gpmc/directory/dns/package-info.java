/** The names of a domain's hosts and where they are. */
@NullMarked
package io.gpmcworker.gpmc.directory.dns;

import org.jspecify.annotations.NullMarked;
