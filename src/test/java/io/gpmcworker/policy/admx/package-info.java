/** Tests of administrative templates. */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.policy.admx;
