package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.security.Sid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * fdeploy.ini and fdeploy1.ini (MS-GPFR 2.2): for each folder the groups whose folders are
 * redirected, and where to.
 */
final class FolderRedirectionReferences implements IniRewriter.Lines {

  private static final String FOLDERS = "folder_redirection";

  private final References references;
  private final String file;
  private final Set<String> sections = new HashSet<>();
  private final Set<String> groups = new HashSet<>();

  private FolderRedirectionReferences(References references, String file) {
    this.references = references;
    this.file = file;
  }

  static byte[] rewrite(byte[] content, String file, References references)
      throws MalformedPolicyException, MigrationException {
    return IniRewriter.rewrite(content, file, new FolderRedirectionReferences(references, file));
  }

  /** {@code [{folder}_SID]} in fdeploy1.ini. */
  @Override
  public Optional<String> section(String name) throws MigrationException {
    int underscore = name.indexOf("_S-");
    Optional<Sid> group =
        underscore < 0 ? Optional.empty() : Sid.tryParse(name.substring(underscore + 1));
    Optional<String> mapped =
        group.isEmpty()
            ? Optional.of(name)
            : references.sid(group.get()).map(to -> name.substring(0, underscore + 1) + to);
    if (mapped.isPresent() && !sections.add(mapped.get().toLowerCase(Locale.ROOT))) {
      throw clash();
    }
    return mapped;
  }

  private MigrationException clash() {
    return new MigrationException(
        "The migration table makes one of two groups that %s redirects to different places; give them different destinations."
            .formatted(file));
  }

  @Override
  public Optional<String> line(String section, String line) throws MigrationException {
    int equals = line.indexOf('=');
    if (equals <= 0) {
      return Optional.of(line);
    }
    String key = line.substring(0, equals).strip();
    if (section.toLowerCase(Locale.ROOT).equals(FOLDERS)) {
      return Optional.of(groups(line, equals));
    }
    Optional<Sid> group = Sid.tryParse(key);
    if (group.isEmpty()) {
      return Optional.of(ScriptReferences.withPath(line, equals, references));
    }
    Optional<Sid> mapped = references.sid(group.get());
    if (mapped.isPresent() && !groups.add(section + "=" + mapped.get())) {
      throw clash();
    }
    return mapped.map(to -> {
      String path = ScriptReferences.withPath(line, equals, references);
      return mapped.equals(group) ? path : to + path.substring(equals);
    });
  }

  /** {@code {folder}=SID;SID} in fdeploy1.ini. */
  private String groups(String line, int equals) throws MigrationException {
    List<String> after = new ArrayList<>();
    boolean changed = false;
    for (String text : line.substring(equals + 1).split(";")) {
      Optional<Sid> group = Sid.tryParse(text.strip());
      if (group.isPresent()) {
        Optional<Sid> mapped = references.sid(group.get());
        changed |= !mapped.equals(group);
        mapped.ifPresent(to -> after.add(to.toString()));
      }
    }
    return changed
        ? line.substring(0, equals + 1) + String.join(";", after) + (after.isEmpty() ? "" : ";")
        : line;
  }
}
