/**
 * What object calls say (MS-DCOM 2.2): references to objects, addresses of their servers, and the
 * heads of every call and answer.
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.orpc;

import org.jspecify.annotations.NullMarked;
