/**
 * A GPMC on a hardened Windows host, to test against: a DCOM server written from the MS-*
 * documents, its objects backed by the directory engine. Checked by impacket before anything else
 * trusts it.
 */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.gpmc.dcom.server;
