package io.gpmcworker.policy.security;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An access control list (MS-DTYP 2.4.5).
 *
 * @param revision 2, or 4 where object ACEs are in it
 * @param aces in the order in which they are evaluated
 * @param slack unused bytes at its end, kept so that what is read is written back the same
 */
public record Acl(int revision, List<Ace> aces, Bytes slack) {

  static final int HEADER_SIZE = 8;

  private static final int REVISION = 2;
  private static final int REVISION_DS = 4;
  private static final int MAX_SIZE = 0xFFFF;

  public Acl {
    aces = List.copyOf(aces);
    if (revision < 0 || revision > 0xFF) {
      throw new IllegalArgumentException("ACL revision is one byte: " + revision);
    }
    if (HEADER_SIZE + aces.stream().mapToLong(Ace::size).sum() + slack.size() > MAX_SIZE) {
      throw new IllegalArgumentException("an ACL has at most " + MAX_SIZE + " bytes");
    }
  }

  /** A list of the given ACEs, with the revision they need. */
  public static Acl of(List<Ace> aces) {
    boolean object = aces.stream().anyMatch(ace -> ace.type().isObject());
    return new Acl(object ? REVISION_DS : REVISION, aces, Bytes.EMPTY);
  }

  static Acl read(LittleEndianReader reader) throws MalformedPolicyException {
    int revision = reader.unsignedByte();
    reader.unsignedByte();
    int size = reader.unsignedShort();
    int count = reader.unsignedShort();
    reader.unsignedShort();
    if (size < HEADER_SIZE) {
      throw reader.malformed("ACL of " + size + " bytes");
    }
    LittleEndianReader body = reader.slice(size - HEADER_SIZE);
    List<Ace> aces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      aces.add(Ace.read(body));
    }
    return new Acl(revision, aces, body.rest());
  }

  int size() {
    return HEADER_SIZE + aces.stream().mapToInt(Ace::size).sum() + slack.size();
  }

  void write(ByteBuffer buffer) {
    buffer
        .put((byte) revision)
        .put((byte) 0)
        .putShort((short) size())
        .putShort((short) aces.size())
        .putShort((short) 0);
    aces.forEach(ace -> ace.write(buffer));
    buffer.put(slack.toArray());
  }
}
