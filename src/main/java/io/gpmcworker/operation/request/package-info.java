/** Requests of the port as JSON: read strictly, with errors that name the field. */
@NullMarked
package io.gpmcworker.operation.request;

import org.jspecify.annotations.NullMarked;
