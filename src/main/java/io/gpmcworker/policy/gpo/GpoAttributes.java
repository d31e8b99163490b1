package io.gpmcworker.policy.gpo;

import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.Optional;
import java.util.UUID;

/**
 * A GPO as the directory holds it: the attributes of its groupPolicyContainer (MS-GPOL 2.2.3) that
 * matter to GPMC's operations.
 *
 * @param id its GUID; the common name of the container
 * @param domain the DNS name of its domain
 * @param displayName its name for people; not unique
 * @param flags which halves are switched off
 * @param version {@code versionNumber}
 * @param machineExtensionNames the computer half's extensions as the attribute holds them; may be
 *     empty
 * @param userExtensionNames the user half's extensions as the attribute holds them; may be empty
 * @param wmiFilter {@code gPCWQLFilter}
 * @param securityDescriptor who may do what with it, as far as the reader may see
 */
public record GpoAttributes(
    UUID id,
    String domain,
    String displayName,
    GpoFlags flags,
    GpoVersion version,
    String machineExtensionNames,
    String userExtensionNames,
    Optional<WmiFilterLink> wmiFilter,
    SecurityDescriptor securityDescriptor) {

  /** The extension names of one half, verbatim. */
  public String extensionNames(GpoSide side) {
    return side == GpoSide.USER ? userExtensionNames : machineExtensionNames;
  }
}
