/**
 * What the worker tells Prometheus: how much there is to do, what is done and how long it takes.
 *
 * <p>Knows the others; nobody knows it. It listens to what they fire and looks at what they show.
 */
@NullMarked
package io.gpmcworker.metrics;

import org.jspecify.annotations.NullMarked;
