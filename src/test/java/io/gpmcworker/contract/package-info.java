/**
 * The contract, held: the published schemas and the AsyncAPI document against each other, against
 * every record that a test sees, and against what was released before.
 */
@NullMarked
package io.gpmcworker.contract;

import org.jspecify.annotations.NullMarked;
