/** Tests of who is let in, and with what. */
@NullMarked
package io.gpmcworker.api.security;

import org.jspecify.annotations.NullMarked;
