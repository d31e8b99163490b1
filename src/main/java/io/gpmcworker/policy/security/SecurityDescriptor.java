package io.gpmcworker.policy.security;

import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A security descriptor (MS-DTYP 2.4.6). A control flag that says an ACL is present, without one,
 * stands for a null ACL, which grants everything to everyone.
 *
 * @param control the control flags, 16 bits
 * @param resourceManagerControl the byte beside the revision, nearly always 0
 * @param owner the owner
 * @param group the primary group
 * @param sacl what is audited
 * @param dacl who may do what
 */
public record SecurityDescriptor(
    int control,
    int resourceManagerControl,
    Optional<Sid> owner,
    Optional<Sid> group,
    Optional<Acl> sacl,
    Optional<Acl> dacl) {

  public static final int OWNER_DEFAULTED = 0x0001;
  public static final int GROUP_DEFAULTED = 0x0002;
  public static final int DACL_PRESENT = 0x0004;
  public static final int DACL_DEFAULTED = 0x0008;
  public static final int SACL_PRESENT = 0x0010;
  public static final int SACL_DEFAULTED = 0x0020;
  public static final int DACL_TRUSTED = 0x0040;
  public static final int SERVER_SECURITY = 0x0080;
  public static final int DACL_AUTO_INHERIT_REQUIRED = 0x0100;
  public static final int SACL_AUTO_INHERIT_REQUIRED = 0x0200;
  public static final int DACL_AUTO_INHERITED = 0x0400;
  public static final int SACL_AUTO_INHERITED = 0x0800;
  public static final int DACL_PROTECTED = 0x1000;
  public static final int SACL_PROTECTED = 0x2000;
  public static final int RM_CONTROL_VALID = 0x4000;
  public static final int SELF_RELATIVE = 0x8000;

  /** Longest binary form accepted: two full ACLs, two SIDs and some room. */
  public static final int MAX_SIZE = 1 << 18;

  /** A descriptor that says nothing: no owner, no group, no ACL. */
  public static final SecurityDescriptor NONE =
      of(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int HEADER_SIZE = 20;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  public SecurityDescriptor {
    if (control < 0
        || control > 0xFFFF
        || resourceManagerControl < 0
        || resourceManagerControl > 0xFF) {
      throw new IllegalArgumentException("control flags out of range: " + control);
    }
    if ((sacl.isPresent() && (control & SACL_PRESENT) == 0)
        || (dacl.isPresent() && (control & DACL_PRESENT) == 0)) {
      throw new IllegalArgumentException("an ACL is there that the control flags deny");
    }
  }

  /** A descriptor with the given parts; the flags for presence and form are added. */
  public static SecurityDescriptor of(
      int control,
      Optional<Sid> owner,
      Optional<Sid> group,
      Optional<Acl> sacl,
      Optional<Acl> dacl) {
    int flags =
        control
            | SELF_RELATIVE
            | (sacl.isPresent() ? SACL_PRESENT : 0)
            | (dacl.isPresent() ? DACL_PRESENT : 0);
    return new SecurityDescriptor(flags, 0, owner, group, sacl, dacl);
  }

  /**
   * Reads the self-relative binary form, {@code nTSecurityDescriptor} for one.
   *
   * @throws MalformedPolicyException if a part lies outside or is malformed; the message names the
   *     byte
   */
  public static SecurityDescriptor read(byte[] bytes) throws MalformedPolicyException {
    LittleEndianReader reader = new LittleEndianReader("security descriptor", bytes);
    if (bytes.length > MAX_SIZE) {
      throw reader.malformed("is larger than " + MAX_SIZE + " bytes");
    }
    int revision = reader.unsignedByte();
    int resourceManagerControl = reader.unsignedByte();
    int control = reader.unsignedShort();
    if (revision != 1 || (control & SELF_RELATIVE) == 0) {
      throw reader.malformed("is not a self-relative descriptor of revision 1");
    }
    long ownerAt = reader.unsignedInt();
    long groupAt = reader.unsignedInt();
    long saclAt = reader.unsignedInt();
    long daclAt = reader.unsignedInt();
    return new SecurityDescriptor(
        control,
        resourceManagerControl,
        ownerAt == 0 ? Optional.empty() : Optional.of(Sid.read(reader.at(ownerAt, "owner"))),
        groupAt == 0 ? Optional.empty() : Optional.of(Sid.read(reader.at(groupAt, "group"))),
        saclAt == 0 || (control & SACL_PRESENT) == 0
            ? Optional.empty()
            : Optional.of(Acl.read(reader.at(saclAt, "SACL"))),
        daclAt == 0 || (control & DACL_PRESENT) == 0
            ? Optional.empty()
            : Optional.of(Acl.read(reader.at(daclAt, "DACL"))));
  }

  /**
   * Reads Backup.xml's form: the binary form as hexadecimal bytes with a space between them.
   *
   * @throws MalformedPolicyException if the text or what it stands for is malformed
   */
  public static SecurityDescriptor parseHex(String text) throws MalformedPolicyException {
    if (text.length() > 3 * MAX_SIZE) {
      throw new MalformedPolicyException(
          "security descriptor", "is larger than " + MAX_SIZE + " bytes");
    }
    byte[] bytes;
    try {
      bytes = HEX.parseHex(text.strip());
    } catch (IllegalArgumentException e) {
      throw new MalformedPolicyException(
          "security descriptor", "expected hexadecimal bytes with a space between them", e);
    }
    return read(bytes);
  }

  /**
   * The self-relative binary form, its parts in the order SACL, DACL, owner, group, as Windows lays
   * them out.
   */
  public byte[] toByteArray() {
    int saclAt = HEADER_SIZE;
    int daclAt = saclAt + sacl.map(Acl::size).orElse(0);
    int ownerAt = daclAt + dacl.map(Acl::size).orElse(0);
    int groupAt = ownerAt + owner.map(Sid::size).orElse(0);
    int size = groupAt + group.map(Sid::size).orElse(0);
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer
        .put((byte) 1)
        .put((byte) resourceManagerControl)
        .putShort((short) control)
        .putInt(owner.isPresent() ? ownerAt : 0)
        .putInt(group.isPresent() ? groupAt : 0)
        .putInt(sacl.isPresent() ? saclAt : 0)
        .putInt(dacl.isPresent() ? daclAt : 0);
    sacl.ifPresent(acl -> acl.write(buffer));
    dacl.ifPresent(acl -> acl.write(buffer));
    owner.ifPresent(sid -> sid.write(buffer));
    group.ifPresent(sid -> sid.write(buffer));
    return buffer.array();
  }

  /** As Backup.xml holds it: lower-case hexadecimal bytes with a space between them. */
  public String toHex() {
    return HEX.formatHex(toByteArray());
  }

  /** Whether all the given control flags are set. */
  public boolean hasControl(int flags) {
    return (control & flags) == flags;
  }

  /** The DACL alone, as a GPMC backup keeps it. */
  public SecurityDescriptor daclOnly() {
    int kept =
        control
            & (DACL_PRESENT
                | DACL_DEFAULTED
                | DACL_AUTO_INHERIT_REQUIRED
                | DACL_AUTO_INHERITED
                | DACL_PROTECTED
                | SACL_AUTO_INHERITED);
    return new SecurityDescriptor(
        kept | SELF_RELATIVE, 0, Optional.empty(), Optional.empty(), Optional.empty(), dacl);
  }
}
