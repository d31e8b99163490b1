package io.gpmcworker.gpmc.directory.embedded;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.WmiFilter;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackedUpObjects;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Loads GPMC backups into the embedded domain. */
final class BackupLoader {

  private static final int MAX_DEPTH = 32;
  private static final String INFO_FILE = "bkupInfo.xml";

  private final DomainDirectory directory;
  private final GpoInstaller installer;

  BackupLoader(DomainDirectory directory, Sysvol sysvol) throws GpmcException {
    this.directory = directory;
    this.installer = new GpoInstaller(directory, sysvol);
  }

  LoadedBackups load(Path top) throws IOException, GpmcException {
    List<LoadedBackups.Loaded> loaded = new ArrayList<>();
    List<LoadedBackups.Skipped> skipped = new ArrayList<>();
    for (Path folder : find(top)) {
      try {
        loaded.add(load(BackupFolder.open(folder)));
      } catch (MalformedPolicyException e) {
        skipped.add(new LoadedBackups.Skipped(folder, e.file() + ": " + e.reason()));
      }
    }
    return new LoadedBackups(loaded, skipped);
  }

  /** The folders that look like backups. What is inside one is not looked at. */
  private static List<Path> find(Path top) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        top,
        EnumSet.noneOf(FileVisitOption.class),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (Files.isRegularFile(folder.resolve(INFO_FILE))) {
              found.add(folder);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private LoadedBackups.Loaded load(BackupFolder backup) throws IOException, GpmcException {
    GpoCoreSettings core = backup.document().coreSettings();
    UUID wanted = backup.inst().gpoGuid();
    UUID id = directory.gpos().find(wanted).isEmpty() ? wanted : UUID.randomUUID();
    GpoAttributes attributes =
        new GpoAttributes(
            id,
            directory.info().dnsName(),
            core.displayName(),
            core.flags(),
            new GpoVersion(core.userVersion().directory(), core.machineVersion().directory()),
            core.machineExtensionGuids(),
            core.userExtensionGuids(),
            wmiFilter(core),
            descriptor(core));
    List<String> folders = new ArrayList<>();
    Map<String, GpoBlueprint.Content> files = new LinkedHashMap<>();
    for (PayloadEntry entry : backup.payload()) {
      if (entry.isFile()) {
        files.put(
            entry.path().toString(),
            out -> {
              try (InputStream in = entry.open()) {
                in.transferTo(out);
              }
            });
      } else {
        folders.add(entry.path().toString());
      }
    }
    installer.install(
        attributes,
        new GpoVersion(core.userVersion().sysvol(), core.machineVersion().sysvol()),
        folders,
        files);
    for (GpoSide side : GpoSide.values()) {
      directory
          .gpos()
          .halves()
          .add(id, side, BackedUpObjects.of(backup.document(), side, directory.gpos().dn(id)));
    }
    return new LoadedBackups.Loaded(backup.folder(), id, core.displayName());
  }

  /** The filter is not in the backup; one of its name takes its place. */
  private Optional<WmiFilterLink> wmiFilter(GpoCoreSettings core)
      throws MalformedPolicyException, GpmcException {
    Optional<WmiFilterLink> there = core.wmiFilter();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    String id = there.get().id();
    WmiFilterLink here = new WmiFilterLink(directory.info().dnsName(), id);
    installer.ensureFilter(here, new WmiFilter(core.wmiFilterName().orElse(id), ""));
    return Optional.of(here);
  }

  /** A backup made by hand may hold no descriptor, or one that is none. */
  private static SecurityDescriptor descriptor(GpoCoreSettings core) {
    try {
      return core.securityDescriptor().orElse(AdDefaults.GPO);
    } catch (MalformedPolicyException e) {
      return AdDefaults.GPO;
    }
  }
}
