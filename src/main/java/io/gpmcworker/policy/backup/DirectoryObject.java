package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An object below a half's container in the directory, as it is read for a backup: a class store of
 * Software Installation, or anything an extension keeps there.
 *
 * @param rdn its relative distinguished name, such as {@code CN=Class Store}
 * @param objectClass its structural class
 * @param attributes the values of its attributes as the directory stores them; names are found
 *     without regard to case
 * @param securityDescriptor its security descriptor, where it is to be backed up
 * @param children the objects directly below it
 */
public record DirectoryObject(
    String rdn,
    String objectClass,
    Map<String, List<Bytes>> attributes,
    Optional<Bytes> securityDescriptor,
    List<DirectoryObject> children) {

  public DirectoryObject {
    TreeMap<String, List<Bytes>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(attributes);
    attributes = Collections.unmodifiableSortedMap(byName);
    children = List.copyOf(children);
  }

  /** The values of an attribute; none if the object lacks it. */
  public List<Bytes> values(String attribute) {
    return attributes.getOrDefault(attribute, List.of());
  }

  /** The same object, and all below it, without descriptors. */
  public DirectoryObject withoutDescriptors() {
    return new DirectoryObject(
        rdn,
        objectClass,
        attributes,
        Optional.empty(),
        children.stream().map(DirectoryObject::withoutDescriptors).toList());
  }

  /** Whether it is a package of Software Installation. */
  public boolean isPackage() {
    return objectClass.equalsIgnoreCase(PackageTemplate.CLASS);
  }

  /** The same object with other objects below it. */
  public DirectoryObject withChildren(List<DirectoryObject> others) {
    return new DirectoryObject(rdn, objectClass, attributes, securityDescriptor, others);
  }

  /**
   * Whether objects of the directory are those of a backup: the same names and classes, and each
   * value that the backup knows. A backup knows neither all attributes nor all descriptors.
   */
  public static boolean areAsBackedUp(List<DirectoryObject> live, List<DirectoryObject> backedUp) {
    return live.size() == backedUp.size()
        && backedUp.stream()
            .allMatch(wanted -> live.stream().anyMatch(object -> object.isAsBackedUp(wanted)));
  }

  private boolean isAsBackedUp(DirectoryObject wanted) {
    return rdn.equalsIgnoreCase(wanted.rdn)
        && objectClass.equalsIgnoreCase(wanted.objectClass)
        && (isPackage() ? PackageTemplate.isAsBackedUp(this, wanted) : holdsAll(wanted))
        && areAsBackedUp(children, wanted.children);
  }

  private boolean holdsAll(DirectoryObject wanted) {
    return wanted.attributes.entrySet().stream()
        .allMatch(attribute ->
            Set.copyOf(values(attribute.getKey())).equals(Set.copyOf(attribute.getValue())));
  }
}
