package io.gpmcworker.gpmc.directory.smb.nio;

import java.io.IOException;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** Lets a file on a share be hidden. */
record SmbDosView(SmbPath path) implements DosFileAttributeView {

  @Override
  public String name() {
    return "dos";
  }

  @Override
  public void setHidden(boolean value) throws IOException {
    if (!value) {
      throw new UnsupportedOperationException("a hidden file stays so");
    }
    path.getFileSystem().share().hide(path.getFileSystem().place(path));
  }

  @Override
  public DosFileAttributes readAttributes() {
    throw new UnsupportedOperationException("a share has basic attributes only");
  }

  @Override
  public void setReadOnly(boolean value) {
    throw new UnsupportedOperationException("files are only hidden");
  }

  @Override
  public void setSystem(boolean value) {
    throw new UnsupportedOperationException("files are only hidden");
  }

  @Override
  public void setArchive(boolean value) {
    throw new UnsupportedOperationException("files are only hidden");
  }

  @Override
  public void setTimes(
      @Nullable FileTime lastModifiedTime,
      @Nullable FileTime lastAccessTime,
      @Nullable FileTime createTime) {
    throw new UnsupportedOperationException("files are only hidden");
  }
}
