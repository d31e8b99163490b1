/**
 * Wake-ups between replicas: PostgreSQL's LISTEN and NOTIFY.
 *
 * <p>A signal only says "look now". What to look at is always a committed row, and whoever waits
 * for a signal also looks by itself every now and then; so a lost signal costs time, never a fact.
 */
@NullMarked
package io.gpmcworker.signal;

import org.jspecify.annotations.NullMarked;
