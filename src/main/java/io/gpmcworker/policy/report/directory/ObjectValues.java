package io.gpmcworker.policy.report.directory;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads an object's attributes as what its schema says they are. */
record ObjectValues(DirectoryObject object) {

  /** All objects of one class, wherever below the half's container they are. */
  static List<ObjectValues> ofClass(ExtensionSource source, String objectClass) throws IOException {
    List<ObjectValues> found = new ArrayList<>();
    collect(source.objects(), objectClass, found);
    return found;
  }

  /** Recursive over a tree whose depth its readers have bounded. */
  private static void collect(
      List<DirectoryObject> objects, String objectClass, List<ObjectValues> found) {
    for (DirectoryObject object : objects) {
      if (object.objectClass().equalsIgnoreCase(objectClass)) {
        found.add(new ObjectValues(object));
      }
      collect(object.children(), objectClass, found);
    }
  }

  /** The texts of an attribute. */
  List<String> texts(String attribute) {
    return object.values(attribute).stream().map(ObjectValues::text).toList();
  }

  /** The first text of an attribute; empty if the object has none. */
  String text(String attribute) {
    return texts(attribute).stream().findFirst().orElse("");
  }

  /** What the object is called where it is. */
  String name() {
    return object.rdn().replaceFirst("^[^=]*=", "");
  }

  /** The first number of an attribute, unsigned; 0 if the object has none, or none that is one. */
  long number(String attribute) {
    try {
      return Integer.toUnsignedLong((int) Long.parseLong(text(attribute).strip()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The first GUID of an attribute, stored as Windows lays one out in memory. */
  Optional<UUID> guid(String attribute) {
    return object.values(attribute).stream()
        .map(Bytes::toArray)
        .filter(bytes -> bytes.length == 2 * Long.BYTES)
        .findFirst()
        .map(ObjectValues::guid);
  }

  private static UUID guid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long high = Integer.toUnsignedLong(buffer.getInt()) << 32;
    high |= Short.toUnsignedLong(buffer.getShort()) << 16;
    high |= Short.toUnsignedLong(buffer.getShort());
    return new UUID(high, buffer.order(ByteOrder.BIG_ENDIAN).getLong());
  }

  private static String text(Bytes value) {
    return new String(value.toArray(), StandardCharsets.UTF_8);
  }
}
