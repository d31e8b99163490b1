package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/** Writes one backup's folder inside a staging folder, file by file. */
public final class BackupWriter {

  private final Path folder;
  private final UUID id;

  BackupWriter(Path folder, UUID id) {
    this.folder = folder;
    this.id = id;
  }

  /** The backup's id. */
  public UUID id() {
    return id;
  }

  /** Adds a folder of the GPO, and the folders around it. */
  public void addDirectory(GpoPath path) throws IOException {
    throw new IOException("not written yet: " + folder + path);
  }

  /**
   * Adds a file of the GPO.
   *
   * @return its length in bytes
   */
  public long addFile(GpoPath path, InputStream content) throws IOException {
    throw new IOException("not written yet: " + folder + path + content);
  }

  /**
   * Completes the backup with its three XML files.
   *
   * @param report the bytes of gpreport.xml
   */
  public void finish(BackupInst inst, BackupDocument document, byte[] report) throws IOException {
    throw new IOException("not written yet: " + inst + document + report.length);
  }
}
