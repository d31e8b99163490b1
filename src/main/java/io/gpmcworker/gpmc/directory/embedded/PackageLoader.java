package io.gpmcworker.gpmc.directory.embedded;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.backup.GroupPolicyExtension;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts the directory objects of a backup, Software Installation's, below a GPO's container. */
final class PackageLoader {

  private static final String ANY = "*,";
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final GpoContainers gpos;
  private final UUID gpo;

  PackageLoader(GpoContainers gpos, UUID gpo) {
    this.gpos = gpos;
    this.gpo = gpo;
  }

  void load(List<GroupPolicyExtension> extensions) throws GpmcException, MalformedPolicyException {
    for (GroupPolicyExtension extension : extensions) {
      for (BackupObject object : extension.objects()) {
        load(object);
      }
    }
  }

  /** Recursive over a tree whose depth its reader has bounded. Matches stand inside a pattern. */
  private void load(BackupObject node) throws GpmcException, MalformedPolicyException {
    if (!(node instanceof DsObject object)) {
      return;
    }
    if (!object.path().startsWith(ANY)) {
      gpos.addObject(dn(object), AdSchema.chain(object.objectClass()), attributes(object));
    }
    for (BackupObject child : object.children()) {
      load(child);
    }
  }

  private Map<String, List<Bytes>> attributes(DsObject object) throws MalformedPolicyException {
    Map<String, List<Bytes>> attributes = new LinkedHashMap<>();
    for (BackupObject child : object.children()) {
      switch (child) {
        case DsAttribute attribute when !attribute.values().isEmpty() ->
            attributes.put(attribute.name(), values(attribute));
        case DsSecurityDescriptor descriptor when !descriptor.hex().isBlank() ->
            attributes.put(
                "nTSecurityDescriptor",
                List.of(Bytes.of(SecurityDescriptor.parseHex(descriptor.hex()).toByteArray())));
        default -> {}
      }
    }
    return attributes;
  }

  private String dn(DsObject object) throws MalformedPolicyException {
    for (GpoSide side : GpoSide.values()) {
      if (object.path().endsWith(side.directoryVariable())) {
        return object.path().replace(side.directoryVariable(), gpos.halfDn(gpo, side));
      }
    }
    throw new MalformedPolicyException("Backup.xml", "a DSObject is outside the GPO");
  }

  private List<Bytes> values(DsAttribute attribute) throws MalformedPolicyException {
    try {
      return attribute.values().stream().map(value -> value(attribute.element(), value)).toList();
    } catch (IllegalArgumentException e) {
      throw new MalformedPolicyException(
          "Backup.xml", "the value of " + attribute.name() + " is malformed", e);
    }
  }

  private Bytes value(String syntax, String value) {
    return switch (syntax) {
      case DsAttribute.BINARY -> Bytes.of(HEX.parseHex(value.strip()));
      case DsAttribute.DWORD, DsAttribute.MULTI_DWORD ->
          text(Integer.toString(Integer.parseUnsignedInt(value.strip())));
      case DsAttribute.EXPANDED_STRING -> text(value.replace("%GPO_DSPATH%", gpos.dn(gpo)));
      default -> text(value);
    };
  }

  private static Bytes text(String value) {
    return Bytes.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
