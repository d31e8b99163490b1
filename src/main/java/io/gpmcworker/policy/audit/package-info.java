/** Advanced audit policy (MS-GPAC): audit.csv. */
@NullMarked
package io.gpmcworker.policy.audit;

import org.jspecify.annotations.NullMarked;
