/**
 * GPMC's backup format on disk: {@code manifest.xml}, {@code bkupInfo.xml}, {@code Backup.xml} and
 * the payload.
 */
@NullMarked
package io.gpmcworker.policy.backup;

import org.jspecify.annotations.NullMarked;
