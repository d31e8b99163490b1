/** Commands on backups alone: no broker, no database, no domain, nothing started. */
@NullMarked
package io.gpmcworker.cli.offline;

import org.jspecify.annotations.NullMarked;
