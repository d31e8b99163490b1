/**
 * HTTP for people and tickets: operations, events, backups, workers and dead letters under {@code
 * /api/v1}. What changes something goes over the command topic, as everybody's commands do.
 */
@NullMarked
package io.gpmcworker.api;

import org.jspecify.annotations.NullMarked;
