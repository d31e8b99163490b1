package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sorts a GPO's files, folders and directory objects into Backup.xml's extensions as GPMC does: by
 * its fixed template, as far as the GPO names the extension, and all that is left under {@code
 * Unknown Extension}. Found out from real backups.
 */
public final class ExtensionClassifier {

  private static final String GPT_INI = "gpt.ini";

  /** As Windows lists them: the GPO's own files, the computer half, the user half; by name. */
  private static final Comparator<SysvolEntry> LISTING_ORDER =
      Comparator.comparingInt((SysvolEntry entry) -> sideOrder(entry.path()))
          .thenComparing(SysvolEntry::path);

  private final GpoContent content;
  private final List<SysvolEntry> entries;
  private final Set<GpoPath> claimed = new HashSet<>();
  private final DirectoryObjects directory;

  private ExtensionClassifier(GpoContent content) {
    this.content = content;
    this.entries =
        content.entries().stream()
            .filter(ExtensionClassifier::isBackedUp)
            .sorted(LISTING_ORDER)
            .toList();
    this.directory = new DirectoryObjects(content);
  }

  /** The extensions of a GPO's backup; the catch-all is the last, and always there. */
  public static List<GroupPolicyExtension> classify(GpoContent content) {
    return new ExtensionClassifier(content).classify();
  }

  private List<GroupPolicyExtension> classify() {
    List<GroupPolicyExtension> extensions = new ArrayList<>();
    for (ExtensionTemplate template : ExtensionTemplate.ALL) {
      if (template.equals(ExtensionTemplate.REGISTRY) || isNamed(template)) {
        extensions.add(
            new GroupPolicyExtension(template.id(), template.descName(), objects(template)));
      }
    }
    extensions.add(
        new GroupPolicyExtension(
            ExtensionTemplate.UNKNOWN_ID, ExtensionTemplate.UNKNOWN_NAME, catchAll()));
    return extensions;
  }

  private boolean isNamed(ExtensionTemplate template) {
    UUID id = Guids.parseBraced(template.id()).orElseThrow();
    return content.machineExtensions().contains(id) || content.userExtensions().contains(id);
  }

  private List<BackupObject> objects(ExtensionTemplate template) {
    List<BackupObject> objects = new ArrayList<>();
    for (ExtensionTemplate.Line line : template.objects()) {
      object(line).ifPresent(objects::add);
    }
    return objects;
  }

  private Optional<BackupObject> object(ExtensionTemplate.Line line) {
    return switch (line.rule()) {
      case FILE -> templateFile(line);
      case ALWAYS -> Optional.of(pattern(line, matches(line)));
      case FOLDERS -> Optional.of(pattern(line, folders(line)));
      case PATTERN -> {
        List<BackupObject> matches = matches(line);
        yield matches.isEmpty() ? Optional.empty() : Optional.of(pattern(line, matches));
      }
      case CLASS_STORE -> directory.classStore(line, this::claimFile).map(store -> store);
    };
  }

  /** A file that the template names; it keeps the template's spelling. */
  private Optional<BackupObject> templateFile(ExtensionTemplate.Line line) {
    String key = SysvolVariables.relative(line.path()).toLowerCase(Locale.ROOT);
    return entries.stream()
        .filter(entry -> entry.kind() == FsObject.Kind.FILE && entry.path().key().equals(key))
        .findFirst()
        .map(entry -> {
          claimed.add(entry.path());
          String relative = SysvolVariables.relative(line.path());
          return new FsObject(
              FsObject.Kind.FILE,
              line.path(),
              content.source().sysvolFolder() + "\\" + relative,
              line.reEvaluateFunction(),
              Optional.of(BackupXml.PAYLOAD + "\\" + relative),
              List.of());
        });
  }

  private BackupObject pattern(ExtensionTemplate.Line line, List<BackupObject> matches) {
    return new FsObject(
        line.kind(),
        line.path(),
        content.source().sysvolFolder() + "\\" + SysvolVariables.relative(line.path()),
        line.reEvaluateFunction(),
        Optional.empty(),
        matches);
  }

  /** The files below a pattern's folder; GPMC puts each new one in front. */
  private List<BackupObject> matches(ExtensionTemplate.Line line) {
    List<BackupObject> matches = new ArrayList<>();
    for (SysvolEntry entry : entries) {
      if (entry.kind() == FsObject.Kind.FILE && isBelow(entry.path(), line)) {
        claimed.add(entry.path());
        matches.addFirst(located(entry));
      }
    }
    return matches;
  }

  /** A pattern's folder, then the folders below it, each new one in front. */
  private List<BackupObject> folders(ExtensionTemplate.Line line) {
    List<BackupObject> below = new ArrayList<>();
    List<BackupObject> itself = new ArrayList<>();
    for (SysvolEntry entry : entries) {
      if (entry.kind() == FsObject.Kind.DIRECTORY) {
        if (isBelow(entry.path(), line)) {
          claimed.add(entry.path());
          below.addFirst(located(entry));
        } else if ((entry.path().key() + "\\").equals(folderKey(line))) {
          claimed.add(entry.path());
          itself.add(located(entry));
        }
      }
    }
    itself.addAll(below);
    return itself;
  }

  private static boolean isBelow(GpoPath path, ExtensionTemplate.Line line) {
    return path.key().startsWith(folderKey(line));
  }

  private static String folderKey(ExtensionTemplate.Line line) {
    String relative = SysvolVariables.relative(line.path());
    return relative.substring(0, relative.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
  }

  private List<BackupObject> catchAll() {
    List<BackupObject> objects = new ArrayList<>(directory.unclaimed());
    for (SysvolEntry entry : entries) {
      if (!claimed.contains(entry.path())) {
        objects.add(located(entry));
      }
    }
    return objects;
  }

  private Optional<FsObject> claimFile(GpoPath path) {
    return entries.stream()
        .filter(entry -> entry.path().equals(path))
        .findFirst()
        .map(entry -> {
          claimed.add(entry.path());
          return located(entry);
        });
  }

  private FsObject located(SysvolEntry entry) {
    return new FsObject(
        entry.kind(),
        SysvolVariables.path(entry.path()),
        content.source().sysvolFolder() + "\\" + entry.path(),
        Optional.empty(),
        Optional.of(BackupXml.PAYLOAD + "\\" + entry.path().withCanonicalSide()),
        List.of());
  }

  private static boolean isBackedUp(SysvolEntry entry) {
    GpoPath path = entry.path();
    boolean atTop = path.segments().size() == 1;
    return !(atTop && (path.side().isPresent() || path.name().equalsIgnoreCase(GPT_INI)));
  }

  private static int sideOrder(GpoPath path) {
    return path.side().map(side -> side == GpoSide.MACHINE ? 1 : 2).orElse(0);
  }
}
