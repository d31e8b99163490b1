/**
 * The one way XML is read and written here: hardened parser, small element tree, GPMC's exact
 * forms.
 */
@NullMarked
package io.gpmcworker.policy.xml;

import org.jspecify.annotations.NullMarked;
