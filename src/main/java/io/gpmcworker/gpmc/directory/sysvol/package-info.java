/**
 * The file half of a domain: a GPO's folder in SYSVOL (MS-GPOL 1.3.3, the Group Policy template).
 */
@NullMarked
package io.gpmcworker.gpmc.directory.sysvol;

import org.jspecify.annotations.NullMarked;
