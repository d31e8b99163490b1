package io.gpmcworker.policy.backup;

final class BackupDocumentWriter {
  private BackupDocumentWriter() {}

  static byte[] write(BackupDocument document) {
    throw new UnsupportedOperationException(document.toString());
  }
}
