/**
 * Automation (MS-OAUT): variants, strings, arrays, and the arguments and answers of {@code
 * IDispatch::Invoke}, read within bounds.
 */
@NullMarked
package io.gpmcworker.gpmc.dcom.oaut;

import org.jspecify.annotations.NullMarked;
