/** Text files with sections in brackets, as security templates and script lists are. */
@NullMarked
package io.gpmcworker.policy.inf;

import org.jspecify.annotations.NullMarked;
