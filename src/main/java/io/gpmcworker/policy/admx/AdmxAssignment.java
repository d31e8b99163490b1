package io.gpmcworker.policy.admx;

/**
 * One item of a value list.
 *
 * @param key the key below HKEY_LOCAL_MACHINE or HKEY_CURRENT_USER
 * @param valueName the value's name
 * @param value what is written
 */
public record AdmxAssignment(String key, String valueName, AdmxValue value) {}
