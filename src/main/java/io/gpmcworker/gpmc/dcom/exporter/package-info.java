/**
 * Exports objects of this process to others (MS-DCOM 3.1.1, 3.1.2): the table of what is exported,
 * {@code IRemUnknown} and {@code IRemUnknown2} for it, and {@code IObjectExporter}, which tells
 * where it is.
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.exporter;

import org.jspecify.annotations.NullMarked;
