/**
 * Remote procedure calls over TCP as Windows speaks them (C706, MS-RPCE): NDR, the connection
 * oriented PDUs, and a server that answers nothing below packet integrity.
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.rpce;

import org.jspecify.annotations.NullMarked;
