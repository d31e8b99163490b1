package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.directory.ldap.PackageChange;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.PackageTemplate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The packages of Software Installation. Clients know them by the GUIDs of their objects: a package
 * whose object is gone would be installed anew under another, so it can only be refused.
 */
public final class Packages {

  private Packages() {}

  /** Whether there are packages among these objects. */
  public static boolean areIn(List<DirectoryObject> objects) {
    return objects.stream().anyMatch(object -> object.isPackage() || areIn(object.children()));
  }

  /** Packages by their names below the half, in lower case. */
  private static Map<String, Placed> placed(List<DirectoryObject> objects) {
    Map<String, Placed> found = new LinkedHashMap<>();
    collect(objects, "", found);
    return found;
  }

  private record Placed(String place, DirectoryObject registered) {}

  /** Recursive over a tree whose depth its readers have bounded. */
  private static void collect(
      List<DirectoryObject> objects, String parent, Map<String, Placed> found) {
    for (DirectoryObject object : objects) {
      String place = object.rdn() + parent;
      if (object.isPackage()) {
        found.put(place.toLowerCase(Locale.ROOT), new Placed(place, object));
      }
      collect(object.children(), "," + place, found);
    }
  }

  /** The packages of a backup that the GPO does not hold any more, by their names. */
  public static List<String> missing(List<DirectoryObject> live, List<DirectoryObject> backedUp) {
    Map<String, Placed> there = placed(live);
    List<String> missing = new ArrayList<>();
    placed(backedUp)
        .forEach((place, wanted) -> {
          Placed held = there.get(place);
          if (held == null || !PackageTemplate.isSame(held.registered(), wanted.registered())) {
            missing.add(name(wanted.registered()));
          }
        });
    missing.sort(null);
    return missing;
  }

  private static String name(DirectoryObject registered) {
    return registered.values("packageName").stream()
        .findFirst()
        .map(Packages::text)
        .orElse(registered.rdn());
  }

  private static String text(Bytes value) {
    return new String(value.toArray(), StandardCharsets.UTF_8);
  }

  /** Whether the objects are the same but for packages. */
  public static boolean areAllThatDiffers(
      List<DirectoryObject> live, List<DirectoryObject> backedUp) {
    return DirectoryObject.areAsBackedUp(without(live), without(backedUp));
  }

  private static List<DirectoryObject> without(List<DirectoryObject> objects) {
    return objects.stream()
        .filter(object -> !object.isPackage())
        .map(object -> object.withChildren(without(object.children())))
        .toList();
  }

  /** What to do so that a GPO holds a backup's packages, of which none is missing. */
  public static List<PackageChange> changes(
      List<DirectoryObject> live, List<DirectoryObject> backedUp) {
    Map<String, Placed> wanted = placed(backedUp);
    List<PackageChange> changes = new ArrayList<>();
    placed(live)
        .forEach((place, held) -> {
          Optional<DirectoryObject> then =
              Optional.ofNullable(wanted.get(place)).map(Placed::registered);
          if (then.isEmpty()
              || !DirectoryObject.areAsBackedUp(List.of(held.registered()), List.of(then.get()))) {
            changes.add(new PackageChange(held.place(), then));
          }
        });
    return changes;
  }
}
