/**
 * The objects of gpmgmt.dll that operations need, called by their slots (gpmgmt.idl, type library
 * GPMGMTLib).
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.gpm;

import org.jspecify.annotations.NullMarked;
