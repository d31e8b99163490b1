/**
 * What leaves the worker: the event types of the contract, the transactional outbox, and the relay
 * that carries it to Kafka.
 *
 * <p>An event is a row in the outbox before it is a record on the topic: it is written in the
 * transaction of the change that it tells of, so there is no change without its event and no event
 * without its change.
 */
@NullMarked
package io.gpmcworker.event;

import org.jspecify.annotations.NullMarked;
