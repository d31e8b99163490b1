/** Errors as {@code application/problem+json} (RFC 9457), whatever went wrong. */
@NullMarked
package io.gpmcworker.api.problem;

import org.jspecify.annotations.NullMarked;
