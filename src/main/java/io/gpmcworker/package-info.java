/** gpmc-worker: Group Policy operations from Kafka commands. */
@NullMarked
package io.gpmcworker;

import org.jspecify.annotations.NullMarked;
