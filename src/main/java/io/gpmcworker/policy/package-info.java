/**
 * The GPO itself, without network: what a Group Policy object consists of, and the formats in which
 * it is stored in the directory, on SYSVOL and in a GPMC backup.
 */
@NullMarked
package io.gpmcworker.policy;

import org.jspecify.annotations.NullMarked;
