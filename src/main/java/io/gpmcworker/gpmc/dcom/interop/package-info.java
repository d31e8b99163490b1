/**
 * The client's side, over j-Interop: sessions with a Windows host at packet privacy, and calls of
 * objects there. No type of j-Interop leaves this package.
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.interop;

import org.jspecify.annotations.NullMarked;
