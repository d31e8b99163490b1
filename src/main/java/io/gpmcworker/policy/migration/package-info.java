/**
 * Migration tables: which principals and UNC paths a GPO names, and what they become when its
 * settings go elsewhere.
 */
@NullMarked
package io.gpmcworker.policy.migration;

import org.jspecify.annotations.NullMarked;
