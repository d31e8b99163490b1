package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msdtyp.SecurityInformation;
import com.hierynomus.mserref.NtStatus;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.mssmb2.messages.SMB2QueryInfoRequest.SMB2QueryInfoType;
import com.hierynomus.smb.SMBBuffer;
import com.hierynomus.smbj.share.DiskEntry;
import com.hierynomus.smbj.share.DiskShare;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.EnumSet;
import java.util.Set;

/**
 * Security descriptors as bytes. The library would read them itself, and takes object ACEs without
 * GUIDs, which Samba puts on files, for malformed.
 */
final class RawDescriptors {

  private static final Set<SecurityInformation> READ =
      EnumSet.of(
          SecurityInformation.OWNER_SECURITY_INFORMATION,
          SecurityInformation.GROUP_SECURITY_INFORMATION,
          SecurityInformation.DACL_SECURITY_INFORMATION);

  private RawDescriptors() {}

  static byte[] read(DiskShare share, DiskEntry entry) {
    return share
        .queryInfo(entry.getFileId(), SMB2QueryInfoType.SMB2_0_INFO_SECURITY, READ, null, null)
        .getOutputBuffer();
  }

  /** Whether owner and group were set, and not the DACL alone. */
  static boolean write(DiskShare share, String path, SecurityDescriptor descriptor) {
    Set<SecurityInformation> dacl = EnumSet.of(SecurityInformation.DACL_SECURITY_INFORMATION);
    dacl.add(
        descriptor.hasControl(SecurityDescriptor.DACL_PROTECTED)
            ? SecurityInformation.PROTECTED_DACL_SECURITY_INFORMATION
            : SecurityInformation.UNPROTECTED_DACL_SECURITY_INFORMATION);
    Set<SecurityInformation> all = EnumSet.copyOf(dacl);
    descriptor.owner().ifPresent(owner -> all.add(SecurityInformation.OWNER_SECURITY_INFORMATION));
    descriptor.group().ifPresent(group -> all.add(SecurityInformation.GROUP_SECURITY_INFORMATION));
    AsIs raw = new AsIs(asRequest(descriptor).toByteArray());
    try (DiskEntry entry =
        SmbShare.open(share, path, AccessMask.WRITE_DAC, AccessMask.WRITE_OWNER)) {
      entry.setSecurityInformation(raw, all);
      return true;
    } catch (SMBApiException e) {
      if (!mayNotOwn(e)) {
        throw e;
      }
    }
    try (DiskEntry entry = SmbShare.open(share, path, AccessMask.WRITE_DAC)) {
      entry.setSecurityInformation(raw, dacl);
      return false;
    }
  }

  /** A server keeps that a DACL was inherited only if it is asked to: Windows and Samba alike. */
  private static SecurityDescriptor asRequest(SecurityDescriptor descriptor) {
    return descriptor.hasControl(SecurityDescriptor.DACL_AUTO_INHERITED)
        ? new SecurityDescriptor(
            descriptor.control() | SecurityDescriptor.DACL_AUTO_INHERIT_REQUIRED,
            descriptor.resourceManagerControl(),
            descriptor.owner(),
            descriptor.group(),
            descriptor.sacl(),
            descriptor.dacl())
        : descriptor;
  }

  private static boolean mayNotOwn(SMBApiException failure) {
    return failure.getStatus() == NtStatus.STATUS_ACCESS_DENIED
        || failure.getStatus() == NtStatus.STATUS_PRIVILEGE_NOT_HELD
        || failure.getStatusCode() == 0xC000005AL; // STATUS_INVALID_OWNER
  }

  /** A descriptor that the library passes on without a look at it. */
  private static final class AsIs extends com.hierynomus.msdtyp.SecurityDescriptor {

    private final byte[] bytes;

    AsIs(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(SMBBuffer buffer) {
      buffer.putRawBytes(bytes);
    }
  }
}
