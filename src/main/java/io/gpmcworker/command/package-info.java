/**
 * What arrives: CloudEvents on the command topic, turned into commands or refused with a reason.
 *
 * <p>Records come in batches and are acknowledged once what came of them is durable. The consumer
 * never stops on a bad record and never stands behind a long operation.
 */
@NullMarked
package io.gpmcworker.command;

import org.jspecify.annotations.NullMarked;
