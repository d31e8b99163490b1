package io.gpmcworker.policy.security;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of an access control list (MS-DTYP 2.4.4).
 *
 * @param type what it does
 * @param flags inheritance and audit flags, one byte
 * @param mask the rights
 * @param objectType of an object ACE: the property, class or extended right it is about
 * @param inheritedObjectType of an object ACE: the class that inherits it
 * @param trustee whom it is about
 * @param data what follows the SID: a condition, a resource attribute, or padding
 */
public record Ace(
    AceType type,
    int flags,
    AccessMask mask,
    Optional<UUID> objectType,
    Optional<UUID> inheritedObjectType,
    Sid trustee,
    Bytes data) {

  public static final int OBJECT_INHERIT = 0x01;
  public static final int CONTAINER_INHERIT = 0x02;
  public static final int NO_PROPAGATE_INHERIT = 0x04;
  public static final int INHERIT_ONLY = 0x08;
  public static final int INHERITED = 0x10;
  public static final int CRITICAL = 0x20;
  public static final int SUCCESSFUL_ACCESS = 0x40;
  public static final int FAILED_ACCESS = 0x80;

  static final int HEADER_SIZE = 4;

  private static final int OBJECT_TYPE_PRESENT = 1;
  private static final int INHERITED_OBJECT_TYPE_PRESENT = 2;

  public Ace {
    if (flags < 0 || flags > 0xFF) {
      throw new IllegalArgumentException("ACE flags are one byte: " + flags);
    }
    if (!type.isObject() && (objectType.isPresent() || inheritedObjectType.isPresent())) {
      throw new IllegalArgumentException(type + " has no object types");
    }
  }

  /** A plain ACE: without object types, without data. */
  public static Ace of(AceType type, int flags, int rights, Sid trustee) {
    return new Ace(
        type,
        flags,
        new AccessMask(rights),
        Optional.empty(),
        Optional.empty(),
        trustee,
        Bytes.EMPTY);
  }

  /** The same about another. */
  public Ace withTrustee(Sid other) {
    return new Ace(type, flags, mask, objectType, inheritedObjectType, other, data);
  }

  /** Whether all the given flags are set. */
  public boolean hasFlags(int wanted) {
    return (flags & wanted) == wanted;
  }

  static Ace read(LittleEndianReader reader) throws MalformedPolicyException {
    int code = reader.unsignedByte();
    int flags = reader.unsignedByte();
    int size = reader.unsignedShort();
    if (size < HEADER_SIZE) {
      throw reader.malformed("ACE of " + size + " bytes");
    }
    LittleEndianReader body = reader.slice(size - HEADER_SIZE);
    AceType type =
        AceType.ofCode(code).orElseThrow(() -> body.malformed("ACE of the unknown type " + code));
    AccessMask mask = new AccessMask(body.signedInt());
    Optional<UUID> objectType = Optional.empty();
    Optional<UUID> inheritedObjectType = Optional.empty();
    if (type.isObject()) {
      // Other bits mean nothing, and are not always 0: Samba was seen to send some.
      int present = body.signedInt();
      if ((present & OBJECT_TYPE_PRESENT) != 0) {
        objectType = Optional.of(body.guid());
      }
      if ((present & INHERITED_OBJECT_TYPE_PRESENT) != 0) {
        inheritedObjectType = Optional.of(body.guid());
      }
    }
    Sid trustee = Sid.read(body);
    return new Ace(type, flags, mask, objectType, inheritedObjectType, trustee, body.rest());
  }

  int size() {
    int objectPart =
        type.isObject()
            ? 4 + (objectType.isPresent() ? 16 : 0) + (inheritedObjectType.isPresent() ? 16 : 0)
            : 0;
    return HEADER_SIZE + 4 + objectPart + trustee.size() + data.size();
  }

  void write(ByteBuffer buffer) {
    buffer.put((byte) type.code()).put((byte) flags).putShort((short) size()).putInt(mask.bits());
    if (type.isObject()) {
      buffer.putInt(
          (objectType.isPresent() ? OBJECT_TYPE_PRESENT : 0)
              | (inheritedObjectType.isPresent() ? INHERITED_OBJECT_TYPE_PRESENT : 0));
      objectType.ifPresent(id -> putGuid(buffer, id));
      inheritedObjectType.ifPresent(id -> putGuid(buffer, id));
    }
    trustee.write(buffer);
    buffer.put(data.toArray());
  }

  private static void putGuid(ByteBuffer buffer, UUID id) {
    long high = id.getMostSignificantBits();
    buffer.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    buffer.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
  }
}
