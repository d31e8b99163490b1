/**
 * What a GPO is made of, apart from its files: attributes, versions, extension lists, relative
 * paths.
 */
@NullMarked
package io.gpmcworker.policy.gpo;

import org.jspecify.annotations.NullMarked;
