/** How each extension's settings are laid out; what is not known is laid out by its shape. */
@NullMarked
package io.gpmcworker.policy.report.html.layout;

import org.jspecify.annotations.NullMarked;
