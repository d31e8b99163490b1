package io.gpmcworker.gpmc.directory.sysvol;

import io.gpmcworker.policy.admx.AdmxStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The central store of a domain: the templates in {@code Policies\\PolicyDefinitions} of its
 * SYSVOL, texts in one subfolder for each language.
 *
 * @param sysvol the domain's
 */
public record CentralStore(Sysvol sysvol) implements AdmxStore {

  private static final SysvolPath PLACE = SysvolPath.TOP.resolveAll("Policies/PolicyDefinitions");

  @Override
  public List<File> files() throws IOException {
    List<File> files = new ArrayList<>();
    for (SysvolEntry entry : sysvol.children(PLACE)) {
      if (entry.folder()) {
        sysvol.children(entry.path()).forEach(text -> add(text, ".adml", files));
      } else {
        add(entry, ".admx", files);
      }
    }
    return files;
  }

  private static void add(SysvolEntry entry, String ending, List<File> files) {
    String path = entry.path().below(PLACE);
    if (!entry.folder() && path.toLowerCase(Locale.ROOT).endsWith(ending)) {
      files.add(new File(path, entry.size(), entry.modified()));
    }
  }

  @Override
  public byte[] read(File file, int limit) throws IOException {
    try (InputStream in = sysvol.read(PLACE.resolveAll(file.path()))) {
      return in.readNBytes(limit + 1);
    }
  }
}
