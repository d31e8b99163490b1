/**
 * Administrative templates (ADMX and ADML): what registry values mean to people. A set of templates
 * is read once, linked across its files, and then never changes.
 */
@NullMarked
package io.gpmcworker.policy.admx;

import org.jspecify.annotations.NullMarked;
