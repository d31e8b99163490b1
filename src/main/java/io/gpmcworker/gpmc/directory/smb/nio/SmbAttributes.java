package io.gpmcworker.gpmc.directory.smb.nio;

import io.gpmcworker.gpmc.directory.smb.SmbEntry;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** What is known of a file on a share. */
record SmbAttributes(SmbEntry entry) implements BasicFileAttributes {

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.from(entry.modified());
  }

  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return entry.kind() == SmbEntry.Kind.FILE;
  }

  @Override
  public boolean isDirectory() {
    return entry.kind() == SmbEntry.Kind.FOLDER;
  }

  @Override
  public boolean isSymbolicLink() {
    return entry.kind() == SmbEntry.Kind.REPARSE_POINT;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public @Nullable Object fileKey() {
    return null;
  }
}
