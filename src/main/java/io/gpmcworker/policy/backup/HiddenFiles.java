package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;

/** The hidden attribute that GPMC gives to manifest.xml and bkupInfo.xml. */
final class HiddenFiles {

  private HiddenFiles() {}

  /** Hides a file where its file system knows the attribute; elsewhere it stays as it is. */
  static void hide(Path file) {
    DosFileAttributeView view = Files.getFileAttributeView(file, DosFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      view.setHidden(true);
    } catch (IOException e) {
      // Says only that this file system keeps no such attribute; the backup is whole without it.
      return;
    }
  }
}
