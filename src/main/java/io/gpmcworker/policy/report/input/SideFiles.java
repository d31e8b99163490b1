package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of one half, out of all files of a GPO. */
public final class SideFiles implements ReportFiles {

  /** Opens a file of the GPO. */
  @FunctionalInterface
  public interface Opener {

    /**
     * @param path inside the GPO's folder, one of those that were given
     */
    InputStream open(GpoPath path) throws IOException;
  }

  private final Map<GpoPath, GpoPath> sideFiles;
  private final Opener opener;

  private SideFiles(Map<GpoPath, GpoPath> sideFiles, Opener opener) {
    this.sideFiles = sideFiles;
    this.opener = opener;
  }

  /**
   * The files of the given half.
   *
   * @param files all files of the GPO, as paths inside its folder
   * @param opener opens one of them
   */
  public static ReportFiles of(GpoSide side, Collection<GpoPath> files, Opener opener) {
    Map<GpoPath, GpoPath> sideFiles = new HashMap<>();
    for (GpoPath file : files) {
      if (file.side().equals(Optional.of(side))) {
        file.insideSide().ifPresent(inside -> sideFiles.put(inside, file));
      }
    }
    return new SideFiles(sideFiles, opener);
  }

  @Override
  public List<GpoPath> paths() {
    return List.copyOf(sideFiles.keySet());
  }

  @Override
  public Optional<InputStream> open(GpoPath path) throws IOException {
    GpoPath file = sideFiles.get(path);
    return file == null ? Optional.empty() : Optional.of(opener.open(file));
  }
}
