/** A real browser without a window, for the tests of pages. */
@NullMarked
package io.gpmcworker.testing.browser;

import org.jspecify.annotations.NullMarked;
