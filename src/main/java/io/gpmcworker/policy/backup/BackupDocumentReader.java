package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;

final class BackupDocumentReader {
  private BackupDocumentReader() {}

  static BackupDocument read(byte[] content) throws MalformedPolicyException {
    throw new MalformedPolicyException("Backup.xml", "not read yet: " + content.length);
  }
}
