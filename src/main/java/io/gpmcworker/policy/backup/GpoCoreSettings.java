package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.SideVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code GroupPolicyCoreSettings} of Backup.xml: the GPO's attributes in the directory. Texts with
 * an inner form are kept as they stand and read on demand, for an import needs no descriptor and a
 * backup made by hand may have none.
 *
 * @param id {@code ID}: the GPO; absent in backups made by hand
 * @param domain {@code Domain}: the DNS name of its domain
 * @param securityDescriptorHex {@code SecurityDescriptor}: hexadecimal bytes; may be empty
 * @param displayName {@code DisplayName}
 * @param flags {@code Options}
 * @param userVersion {@code UserVersionNumber}
 * @param machineVersion {@code MachineVersionNumber}
 * @param machineExtensionGuids {@code MachineExtensionGuids}, verbatim; may be empty
 * @param userExtensionGuids {@code UserExtensionGuids}, verbatim; may be empty
 * @param wmiFilterPath {@code WMIFilter}, verbatim; empty if the GPO has no filter
 * @param wmiFilterName {@code WMIFilterName}; absent if the GPO has no filter
 */
public record GpoCoreSettings(
    Optional<UUID> id,
    String domain,
    String securityDescriptorHex,
    String displayName,
    GpoFlags flags,
    SideVersion userVersion,
    SideVersion machineVersion,
    String machineExtensionGuids,
    String userExtensionGuids,
    String wmiFilterPath,
    Optional<String> wmiFilterName) {

  /**
   * The descriptor, DACL only; empty in a backup that holds none.
   *
   * @throws MalformedPolicyException if it cannot be read
   */
  public Optional<SecurityDescriptor> securityDescriptor() throws MalformedPolicyException {
    return securityDescriptorHex.isBlank()
        ? Optional.empty()
        : Optional.of(named(() -> SecurityDescriptor.parseHex(securityDescriptorHex)));
  }

  /**
   * The WMI filter.
   *
   * @throws MalformedPolicyException if it cannot be read
   */
  public Optional<WmiFilterLink> wmiFilter() throws MalformedPolicyException {
    return named(() -> WmiFilterLink.parseWmiPath(wmiFilterPath));
  }

  /**
   * The extension names of one half.
   *
   * @throws MalformedPolicyException if they cannot be read
   */
  public ExtensionNames extensionNames(GpoSide side) throws MalformedPolicyException {
    String names = side == GpoSide.USER ? userExtensionGuids : machineExtensionGuids;
    return named(() -> ExtensionNames.parse(names.strip()));
  }

  /** Reads an inner form. */
  @FunctionalInterface
  private interface Inner<T> {
    T read() throws MalformedPolicyException;
  }

  private static <T> T named(Inner<T> inner) throws MalformedPolicyException {
    try {
      return inner.read();
    } catch (MalformedPolicyException e) {
      throw e.in(BackupXml.BACKUP_FILE);
    }
  }

  /** The version of one half. */
  public SideVersion version(GpoSide side) {
    return side == GpoSide.USER ? userVersion : machineVersion;
  }
}
