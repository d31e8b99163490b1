package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.List;
import java.util.UUID;

/** Lets tests of other packages at this one's readers. */
public final class BackupParsers {

  private static final BackupInst SAMPLE =
      SampleBackup.inst(
          UUID.fromString("c9a7f7f4-5d0b-4c53-9d3c-0e6f3f5f5a21"),
          SampleBackup.GPO,
          "Sample",
          SampleBackup.TIME);

  private BackupParsers() {}

  /** A bkupInfo.xml. */
  public static byte[] sampleInfo() {
    return BackupInstXml.writeInfo(SAMPLE);
  }

  /** A manifest.xml. */
  public static byte[] sampleManifest() {
    return new Manifest(List.of(SAMPLE)).toByteArray();
  }

  /** Reads a bkupInfo.xml and writes it again. */
  public static byte[] readInfo(byte[] content) throws MalformedPolicyException {
    return BackupInstXml.writeInfo(BackupInstXml.readInfo(content));
  }
}
