package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directory objects of a backup, as they were below the GPO's container. Those that a pattern
 * of Backup.xml found stand inside it there; here they are where they belong.
 */
public final class BackedUpObjects {

  private static final String ANY = "*,";
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final String containerDn;
  private final Map<String, DsObject> byPath = new LinkedHashMap<>();

  private BackedUpObjects(String containerDn) {
    this.containerDn = containerDn;
  }

  /**
   * The objects of one half.
   *
   * @param containerDn the GPO's container, which some attributes name
   * @throws MalformedPolicyException if one is outside the GPO, or malformed
   */
  public static List<DirectoryObject> of(BackupDocument document, GpoSide side, String containerDn)
      throws MalformedPolicyException {
    BackedUpObjects objects = new BackedUpObjects(containerDn);
    for (GroupPolicyExtension extension : document.extensions()) {
      for (BackupObject object : extension.objects()) {
        objects.collect(object);
      }
    }
    return objects.below(variable(side));
  }

  /** What stands for a half at the end of a path. */
  private static String variable(GpoSide side) {
    return side.directoryVariable().toLowerCase(Locale.ROOT);
  }

  /** Recursive over a tree whose depth its reader has bounded. */
  private void collect(BackupObject node) throws MalformedPolicyException {
    if (!(node instanceof DsObject object)) {
      return;
    }
    if (!object.path().startsWith(ANY)) {
      String path = object.path().toLowerCase(Locale.ROOT);
      boolean inside = false;
      for (GpoSide side : GpoSide.values()) {
        inside |= path.endsWith("," + variable(side));
      }
      if (!inside) {
        throw malformed("a DSObject is outside the GPO: " + object.path());
      }
      if (byPath.put(path, object) != null) {
        throw malformed("a DSObject is there twice: " + object.path());
      }
    }
    for (BackupObject child : object.children()) {
      collect(child);
    }
  }

  private static MalformedPolicyException malformed(String reason) {
    return new MalformedPolicyException(BackupXml.BACKUP_FILE, reason);
  }

  /** Recursive; each step goes one name deeper. */
  private List<DirectoryObject> below(String parent) throws MalformedPolicyException {
    List<DirectoryObject> objects = new ArrayList<>();
    for (Map.Entry<String, DsObject> entry : byPath.entrySet()) {
      String[] names = COMMA.split(entry.getValue().path(), 2);
      if (names.length == 2 && names[1].toLowerCase(Locale.ROOT).equals(parent)) {
        objects.add(object(names[0], entry.getValue(), below(entry.getKey())));
      }
    }
    return objects;
  }

  private DirectoryObject object(String rdn, DsObject object, List<DirectoryObject> children)
      throws MalformedPolicyException {
    Map<String, List<Bytes>> attributes = new LinkedHashMap<>();
    Optional<Bytes> descriptor = Optional.empty();
    for (BackupObject child : object.children()) {
      switch (child) {
        case DsAttribute attribute when !attribute.values().isEmpty() ->
            attributes.put(attribute.name(), values(attribute));
        case DsSecurityDescriptor given when !given.hex().isBlank() ->
            descriptor =
                Optional.of(Bytes.of(SecurityDescriptor.parseHex(given.hex()).toByteArray()));
        default -> {}
      }
    }
    return new DirectoryObject(rdn, object.objectClass(), attributes, descriptor, children);
  }

  private List<Bytes> values(DsAttribute attribute) throws MalformedPolicyException {
    try {
      return attribute.values().stream().map(value -> value(attribute.element(), value)).toList();
    } catch (IllegalArgumentException e) {
      throw new MalformedPolicyException(
          BackupXml.BACKUP_FILE, "the value of " + attribute.name() + " is malformed", e);
    }
  }

  private Bytes value(String syntax, String value) {
    return switch (syntax) {
      case DsAttribute.BINARY -> Bytes.of(HEX.parseHex(value.strip()));
      case DsAttribute.DWORD, DsAttribute.MULTI_DWORD ->
          text(Integer.toString(Integer.parseUnsignedInt(value.strip())));
      case DsAttribute.EXPANDED_STRING -> text(value.replace("%GPO_DSPATH%", containerDn));
      default -> text(value);
    };
  }

  private static Bytes text(String value) {
    return Bytes.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
