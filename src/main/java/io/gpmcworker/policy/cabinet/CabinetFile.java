package io.gpmcworker.policy.cabinet;

import io.gpmcworker.policy.Bytes;

/**
 * A file in a cabinet.
 *
 * @param name its name; may hold folders with {@code \} between them
 * @param content what it holds
 */
public record CabinetFile(String name, Bytes content) {}
