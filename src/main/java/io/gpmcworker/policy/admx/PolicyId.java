package io.gpmcworker.policy.admx;

/**
 * What a policy is called by programs, in comments for one.
 *
 * @param namespace of its template
 * @param name its own
 */
public record PolicyId(String namespace, String name) {}
