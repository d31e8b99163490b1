/** Reports on GPOs and on backups. */
@NullMarked
package io.gpmcworker.gpmc.directory.report;

import org.jspecify.annotations.NullMarked;
