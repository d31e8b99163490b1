package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a folder that claims to be a backup. Unlike {@link BackupFolder#open}, which
 * ends at the first fault, it finds all that it can.
 *
 * @param folder the folder
 * @param inst its bkupInfo.xml, if that could be read
 * @param problems why it is not whole; none if it is
 * @param warnings what a restore would refuse it for, though its settings are all there: it can be
 *     read, reported and imported
 * @param remarks what is odd and harms nothing
 */
public record BackupInspection(
    Path folder,
    Optional<BackupInst> inst,
    List<MalformedPolicyException> problems,
    List<MalformedPolicyException> warnings,
    List<MalformedPolicyException> remarks) {

  private static final int MAX_DEPTH = 40;
  private static final List<String> MARKS =
      List.of(BackupXml.INFO_FILE, BackupXml.BACKUP_FILE, BackupXml.REPORT_FILE, "DomainSysvol");

  public BackupInspection {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    remarks = List.copyOf(remarks);
  }

  /** Whether all of its settings are there and can be read. */
  public boolean isWhole() {
    return problems.isEmpty();
  }

  /** Whether it could be restored from: it is whole, and so are the GPO's own attributes. */
  public boolean isRestorable() {
    return isWhole() && warnings.isEmpty();
  }

  /**
   * Every folder anywhere below a folder, itself among them, that claims to be a backup: its name
   * is a GUID in braces and it has one of the files of a backup, or it has both XML files. Symbolic
   * links are not followed.
   *
   * @throws IOException if a folder cannot be listed
   */
  public static List<Path> find(Path top) throws IOException {
    List<Path> backups = new ArrayList<>();
    Files.walkFileTree(
        top,
        EnumSet.noneOf(FileVisitOption.class),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (isBackup(folder)) {
              backups.add(folder);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    backups.sort(Comparator.naturalOrder());
    return backups;
  }

  private static boolean isBackup(Path folder) throws IOException {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    try (Stream<Path> entries = Files.list(folder)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    }
    return Guids.parseBraced(String.valueOf(folder.getFileName())).isPresent()
        ? MARKS.stream().anyMatch(names::contains)
        : names.contains(BackupXml.INFO_FILE) && names.contains(BackupXml.BACKUP_FILE);
  }

  /**
   * Looks at a backup.
   *
   * @throws IOException if a file cannot be read, which says nothing about the backup
   */
  public static BackupInspection of(Path folder) throws IOException {
    Inspector inspector = new Inspector(folder);
    Optional<BackupInst> inst = inspector.tryRead(BackupFolder::readInfo);
    Optional<BackupDocument> document = inspector.tryRead(BackupFolder::readDocument);
    if (inst.isPresent() && document.isPresent()) {
      inspector.check(() -> BackupFolder.checkAgreement(inst.get(), document.get()));
    }
    if (document.isPresent()) {
      inspector.attributes(document.get().coreSettings());
      inspector.payload(document.get());
    }
    inspector.report();
    return new BackupInspection(
        folder, inst, inspector.problems, inspector.warnings, inspector.remarks);
  }

  /** Collects what is found. */
  private static final class Inspector {

    /** Something that may turn out to be malformed. */
    @FunctionalInterface
    private interface Check {
      void run() throws IOException;
    }

    /** A file that may turn out to be malformed. */
    @FunctionalInterface
    private interface Part<T> {
      T read(Path folder) throws IOException;
    }

    private final Path folder;
    private final List<MalformedPolicyException> problems = new ArrayList<>();
    private final List<MalformedPolicyException> warnings = new ArrayList<>();
    private final List<MalformedPolicyException> remarks = new ArrayList<>();

    Inspector(Path folder) {
      this.folder = folder;
    }

    <T> Optional<T> tryRead(Part<T> part) throws IOException {
      try {
        return Optional.of(part.read(folder));
      } catch (MalformedPolicyException e) {
        problems.add(e);
        return Optional.empty();
      }
    }

    void check(Check check) throws IOException {
      check(check, problems);
    }

    private static void check(Check check, List<MalformedPolicyException> findings)
        throws IOException {
      try {
        check.run();
      } catch (MalformedPolicyException e) {
        findings.add(e);
      }
    }

    /** Attributes of the GPO itself, which are no settings: only a restore has a use for them. */
    void attributes(GpoCoreSettings core) throws IOException {
      check(core::securityDescriptor, warnings);
      check(core::wmiFilter, warnings);
    }

    void payload(BackupDocument document) throws IOException {
      Optional<Payload> payload = tryRead(place -> Payload.read(place, document, problems::add));
      if (payload.isEmpty()) {
        return;
      }
      for (PayloadEntry entry : payload.get().entries()) {
        if (entry.isFile()) {
          check(() -> PayloadFormat.of(entry.path()).check(entry));
        }
      }
      for (String file : payload.get().unlisted()) {
        remarks.add(
            new MalformedPolicyException(
                file,
                "is not listed in " + BackupXml.BACKUP_FILE + ", so that no restore uses it"));
      }
    }

    /** Nothing but GPMC's list of backups shows it. */
    void report() throws IOException {
      try {
        XmlReader.read(BackupFolder.readFile(folder, BackupXml.REPORT_FILE), BackupXml.REPORT_FILE);
      } catch (MalformedPolicyException e) {
        remarks.add(e);
      }
    }
  }
}
