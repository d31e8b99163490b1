/**
 * Several replicas of the packaged worker against one broker, one database and one domain, under
 * faults: nothing is lost, and every cancel is answered.
 */
@NullMarked
package io.gpmcworker.replicas;

import org.jspecify.annotations.NullMarked;
