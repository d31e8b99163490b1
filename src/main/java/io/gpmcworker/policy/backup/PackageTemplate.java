package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What GPMC backs up of a package of Software Installation: these attributes and the DACL. An
 * attribute without a value in a backup is one that the package did not have.
 */
public final class PackageTemplate {

  /** The class of a package. */
  public static final String CLASS = "packageRegistration";

  /** The identity of a package, which clients know it by and nobody can choose. */
  public static final String IDENTITY = "objectGUID";

  /** The attributes, in the template's order. */
  static final List<DsAttribute> ATTRIBUTES =
      List.of(
          absent(DsAttribute.BINARY, IDENTITY),
          absent(DsAttribute.MULTI_STRING, "cOMClassID"),
          absent(DsAttribute.MULTI_STRING, "cOMProgID"),
          absent(DsAttribute.MULTI_STRING, "fileExtPriority"),
          absent(DsAttribute.MULTI_DWORD, "localeID"),
          absent(DsAttribute.MULTI_DWORD, "machineArchitecture"),
          absent(DsAttribute.DWORD, "versionNumberHi"),
          absent(DsAttribute.DWORD, "versionNumberLo"),
          absent(DsAttribute.DWORD, "revision"),
          absent(DsAttribute.DWORD, "packageType"),
          absent(DsAttribute.DWORD, "packageFlags"),
          absent(DsAttribute.STRING, "packageName"),
          absent(DsAttribute.STRING, "msiScriptPath"),
          absent(DsAttribute.STRING, "msiScriptName"),
          absent(DsAttribute.DWORD, "msiScriptSize"),
          absent(DsAttribute.MULTI_STRING, "url"),
          absent(DsAttribute.STRING, "setupCommand"),
          absent(DsAttribute.STRING, "lastUpdateSequence"),
          absent(DsAttribute.MULTI_STRING, "msiFileList"),
          absent(DsAttribute.MULTI_STRING, "categories"),
          absent(DsAttribute.MULTI_STRING, "canUpgradeScript"),
          absent(DsAttribute.DWORD, "installUiLevel"),
          absent(DsAttribute.BINARY, "msiScript"),
          absent(DsAttribute.STRING, "displayName"),
          absent(DsAttribute.BINARY, "productCode"),
          absent(DsAttribute.BINARY, "upgradeProductCode"),
          absent(DsAttribute.STRING, "Vendor"));

  private static final List<String> CHANGEABLE =
      ATTRIBUTES.stream().map(DsAttribute::name).filter(name -> !name.equals(IDENTITY)).toList();

  private PackageTemplate() {}

  private static DsAttribute absent(String syntax, String name) {
    return new DsAttribute(syntax, name, List.of());
  }

  /** The names of the attributes that a restore puts back. */
  public static List<String> changeable() {
    return CHANGEABLE;
  }

  /** Whether two packages are the same one, whatever else their attributes say. */
  public static boolean isSame(DirectoryObject live, DirectoryObject backedUp) {
    return live.values(IDENTITY).equals(backedUp.values(IDENTITY));
  }

  /** Whether a package of the directory is what a backup says, its permissions included. */
  static boolean isAsBackedUp(DirectoryObject live, DirectoryObject backedUp) {
    return ATTRIBUTES.stream()
            .allMatch(attribute ->
                Set.copyOf(live.values(attribute.name()))
                    .equals(Set.copyOf(backedUp.values(attribute.name()))))
        && (backedUp.securityDescriptor().isEmpty()
            || dacl(live.securityDescriptor()).equals(dacl(backedUp.securityDescriptor())));
  }

  /** One that cannot be read is like no other, so that the one of the backup takes its place. */
  private static Optional<Acl> dacl(Optional<Bytes> descriptor) {
    try {
      return descriptor.isEmpty()
          ? Optional.empty()
          : SecurityDescriptor.read(descriptor.get().toArray()).dacl();
    } catch (MalformedPolicyException e) {
      return Optional.empty();
    }
  }
}
