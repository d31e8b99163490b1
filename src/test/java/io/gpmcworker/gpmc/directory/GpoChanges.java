package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.gpmc.directory.ldap.GpoHalves;
import io.gpmcworker.gpmc.directory.ldap.PackageChange;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Makes a GPO something other than it was, and the same each time. */
record GpoChanges(DirectoryDomain domain) {

  /** A GPO as it once was. */
  record Saved(
      GpoAttributes attributes,
      Map<String, Bytes> files,
      Map<GpoSide, List<DirectoryObject>> objects) {}

  private GpoContainers gpos() throws Exception {
    return domain.directory().gpos();
  }

  Saved save(UUID gpo) throws Exception {
    Map<String, Bytes> files = new TreeMap<>();
    SysvolPath folder = SysvolPath.ofGpo(gpo);
    for (SysvolEntry entry : SysvolTree.list(domain.sysvol(), folder)) {
      if (!entry.folder()) {
        files.put(
            entry.path().below(folder),
            Bytes.of(SysvolTree.readSmall(domain.sysvol(), entry.path(), 1 << 20)));
      }
    }
    Map<GpoSide, List<DirectoryObject>> objects = new EnumMap<>(GpoSide.class);
    for (GpoSide half : GpoSide.values()) {
      objects.put(half, gpos().objects(gpo, half));
    }
    return new Saved(gpos().find(gpo).orElseThrow().attributes(), files, objects);
  }

  /** Everything that a restore or an import puts back is another. */
  void change(UUID gpo, Saved saved) throws Exception {
    putObject(gpo, changed(saved.attributes()));
    for (GpoSide half : GpoSide.values()) {
      putObjects(gpo, half, SampleObjects.changed(saved.objects().getOrDefault(half, List.of())));
    }
    putFiles(gpo, changed(saved.files()));
  }

  private static Map<String, Bytes> changed(Map<String, Bytes> before) {
    Map<String, Bytes> files = new TreeMap<>(before);
    files.replaceAll((name, content) -> bytes("changed " + name));
    files.keySet().stream().skip(1).findFirst().ifPresent(files::remove);
    files.put("GPO.cmt", bytes("added"));
    files.put("Adm/old.adm", bytes("CLASS MACHINE"));
    files.put("User/Added/more.txt", bytes("added"));
    files.put("gpt.ini", bytes("[General]\r\nVersion=65537\r\nextra=kept\r\n"));
    return files;
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static GpoAttributes changed(GpoAttributes before) {
    SecurityDescriptor fewer =
        SecurityDescriptor.of(
            before.securityDescriptor().control(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            before.securityDescriptor().dacl().map(dacl -> Acl.of(dacl.aces().subList(0, 2))));
    return new GpoAttributes(
        before.id(),
        before.domain(),
        "Renamed",
        new GpoFlags(3),
        new GpoVersion(4, 9),
        "",
        before.machineExtensionNames(),
        Optional.empty(),
        fewer);
  }

  private void putObject(UUID gpo, GpoAttributes attributes) throws Exception {
    if (gpos().find(gpo).isEmpty()) {
      gpos().create(attributes);
    } else {
      gpos().replace(attributes);
    }
  }

  /** What is there stays if it is that already, so that it keeps its GUIDs. */
  private void putObjects(UUID gpo, GpoSide half, List<DirectoryObject> objects) throws Exception {
    if (!gpos().objects(gpo, half).equals(objects)) {
      GpoHalves halves = gpos().halves();
      halves.stage(gpo, half, objects);
      halves.swap(gpo, half);
      halves.drop(gpo);
    }
  }

  private void putFiles(UUID gpo, Map<String, Bytes> files) throws Exception {
    Sysvol sysvol = domain.sysvol();
    SysvolPath folder = SysvolPath.ofGpo(gpo);
    sysvol.delete(folder);
    for (Map.Entry<String, Bytes> file : files.entrySet()) {
      try (OutputStream out = sysvol.write(folder.resolveAll(file.getKey()))) {
        out.write(file.getValue().toArray());
      }
    }
  }

  /** It is what it was when it was saved. */
  void putBack(UUID gpo, Saved saved) throws Exception {
    putObject(gpo, saved.attributes());
    for (GpoSide half : GpoSide.values()) {
      putObjects(gpo, half, saved.objects().getOrDefault(half, List.of()));
    }
    putFiles(gpo, saved.files());
  }

  /** Whether it is what it was when it was saved. */
  boolean isAs(UUID gpo, Saved saved) throws Exception {
    return gpos().find(gpo).isPresent() && save(gpo).equals(saved);
  }

  /** There is no GPO of that name. */
  void deleteNamed(String displayName) throws Exception {
    for (GpoContainer gpo : gpos().named(displayName)) {
      delete(gpo.attributes().id());
    }
  }

  /** As {@link #change}, and its packages are others; they keep their GUIDs. */
  void changePackages(UUID gpo, Saved saved) throws Exception {
    putObject(gpo, changed(saved.attributes()));
    putFiles(gpo, changed(saved.files()));
    for (GpoSide half : GpoSide.values()) {
      for (PackageChange change : changes(saved.objects().get(half), "")) {
        gpos().packages().change(gpo, half, change);
      }
    }
  }

  private static List<PackageChange> changes(List<DirectoryObject> objects, String parent) {
    List<PackageChange> changes = new ArrayList<>();
    for (DirectoryObject object : objects) {
      String place = object.rdn() + parent;
      if (object.isPackage()) {
        changes.add(new PackageChange(place, Optional.of(SampleObjects.changed(object))));
      }
      changes.addAll(changes(object.children(), "," + place));
    }
    return changes;
  }

  /** There is no such GPO. */
  void delete(UUID gpo) throws Exception {
    gpos().delete(gpo);
    deleteFolder(gpo);
  }

  private void deleteFolder(UUID gpo) throws Exception {
    domain.sysvol().delete(SysvolPath.ofGpo(gpo));
  }

  /** Somebody has deleted its folder. */
  void deleteFolder(UUID gpo, Saved saved) throws Exception {
    putObject(gpo, changed(saved.attributes()));
    deleteFolder(gpo);
  }

  /** Somebody has deleted its object. */
  void deleteObject(UUID gpo, Saved saved) throws Exception {
    gpos().delete(gpo);
    putFiles(gpo, saved.files());
  }

  /** Somebody has deleted its gpt.ini. */
  void deleteGptIni(UUID gpo, Saved saved) throws Exception {
    putObject(gpo, changed(saved.attributes()));
    Map<String, Bytes> files = new TreeMap<>(saved.files());
    files.keySet().removeIf("gpt.ini"::equalsIgnoreCase);
    putFiles(gpo, files);
  }
}
