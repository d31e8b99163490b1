/** The live page in a real browser. */
@NullMarked
package io.gpmcworker.api.page;

import org.jspecify.annotations.NullMarked;
