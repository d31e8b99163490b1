/**
 * The surroundings of a worker on a person's machine: a real Kafka broker and a real PostgreSQL
 * from their Maven artifacts, an embedded domain and the packaged worker, each a process of its own
 * that can be killed and restarted by itself. Used by {@code ./gpmc} and by the tests.
 */
@NullMarked
package io.gpmcworker.cli.local;

import org.jspecify.annotations.NullMarked;
