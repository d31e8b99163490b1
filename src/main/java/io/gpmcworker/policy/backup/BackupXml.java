package io.gpmcworker.policy.backup;

/** Names that both the reader and the writer of a backup's XML files use. */
final class BackupXml {

  static final String BACKUP_FILE = "Backup.xml";
  static final String INFO_FILE = "bkupInfo.xml";
  static final String MANIFEST_FILE = "manifest.xml";
  static final String REPORT_FILE = "gpreport.xml";
  static final String PAYLOAD = "DomainSysvol\\GPO";

  static final String BACKUP_NAMESPACE = "http://www.microsoft.com/GroupPolicy/GPOOperations";
  static final String MANIFEST_NAMESPACE =
      "http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest";

  private BackupXml() {}
}
