package io.gpmcworker.policy.registry;

import io.gpmcworker.policy.Bytes;
import java.util.Optional;

/**
 * One instruction of a Registry.pol (MS-GPREG 2.2.1): {@code [key;value;type;size;data]}.
 *
 * @param key the key below HKEY_LOCAL_MACHINE or HKEY_CURRENT_USER
 * @param valueName the value's name, or a directive that begins with {@code **}; may be empty
 * @param typeCode the type of the data
 * @param data the data as it stands, terminating zeros included
 */
public record RegistryPolicyEntry(String key, String valueName, int typeCode, Bytes data) {

  /** The type of the data, if its number has a name. */
  public Optional<RegistryType> type() {
    return RegistryType.ofCode(typeCode);
  }
}
