/** Security descriptors as the report shows them: who may do what, in the words of their object. */
@NullMarked
package io.gpmcworker.policy.report.descriptor;

import org.jspecify.annotations.NullMarked;
