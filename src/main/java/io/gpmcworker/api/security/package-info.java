/** Who asks, and what they may: API keys, roles, and what is refused to other sites' pages. */
@NullMarked
package io.gpmcworker.api.security;

import org.jspecify.annotations.NullMarked;
