package io.gpmcworker.policy.cabinet;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a cabinet that is in one file; its blocks may be stored or compressed by MSZIP. */
final class CabinetReader {

  private static final int MAX_NAME = 255;
  private static final int IN_PREVIOUS = 0xFFFD;

  private final ByteBuffer bytes;
  private final byte[] content;
  private final String file;
  private int dataReserve;
  private int unpacked;

  private CabinetReader(byte[] content, String file) {
    this.content = content;
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    this.file = file;
  }

  static List<CabinetFile> read(byte[] content, String file) throws MalformedPolicyException {
    try {
      return new CabinetReader(content, file).read();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedPolicyException(file, "is cut off", e);
    }
  }

  private record Folder(int dataAt, int blocks, int compression) {}

  private List<CabinetFile> read() throws MalformedPolicyException {
    if (bytes.getInt() != CabinetFormat.SIGNATURE) {
      throw malformed("is no cabinet");
    }
    bytes.position(16);
    int filesAt = bytes.getInt();
    bytes.position(26);
    int folderCount = unsignedShort();
    int fileCount = unsignedShort();
    int flags = unsignedShort();
    if ((flags & (CabinetFormat.PREVIOUS_CABINET | CabinetFormat.NEXT_CABINET)) != 0) {
      throw malformed("is one of several that belong together, which are not supported");
    }
    bytes.position(CabinetFormat.HEADER);
    int folderReserve = 0;
    if ((flags & CabinetFormat.RESERVED_AREAS) != 0) {
      int headerReserve = unsignedShort();
      folderReserve = bytes.get() & 0xFF;
      dataReserve = bytes.get() & 0xFF;
      skip(headerReserve);
    }
    List<Folder> folders = new ArrayList<>();
    for (int i = 0; i < folderCount; i++) {
      folders.add(new Folder(bytes.getInt(), unsignedShort(), unsignedShort()));
      skip(folderReserve);
    }
    return files(filesAt, fileCount, unpack(folders));
  }

  private List<byte[]> unpack(List<Folder> folders) throws MalformedPolicyException {
    List<byte[]> contents = new ArrayList<>();
    for (Folder folder : folders) {
      contents.add(unpack(folder));
    }
    return contents;
  }

  private List<CabinetFile> files(int at, int count, List<byte[]> folders)
      throws MalformedPolicyException {
    bytes.position(at);
    List<CabinetFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long size = bytes.getInt() & 0xFFFF_FFFFL;
      long offset = bytes.getInt() & 0xFFFF_FFFFL;
      int folder = unsignedShort();
      skip(4);
      int attributes = unsignedShort();
      String name = name((attributes & CabinetFormat.NAME_IS_UTF) != 0);
      if (folder >= folders.size() || folder >= IN_PREVIOUS) {
        throw malformed("lists '" + name + "' in a folder that it does not have");
      }
      byte[] data = folders.get(folder);
      if (offset + size > data.length) {
        throw malformed("does not hold all of '" + name + "'");
      }
      files.add(
          new CabinetFile(
              name, Bytes.of(Arrays.copyOfRange(data, (int) offset, (int) (offset + size)))));
    }
    return files;
  }

  private String name(boolean utf8) throws MalformedPolicyException {
    int start = bytes.position();
    while (bytes.get() != 0) {
      if (bytes.position() - start > MAX_NAME) {
        throw malformed("holds a file whose name has more than " + MAX_NAME + " bytes");
      }
    }
    return new String(
        content,
        start,
        bytes.position() - 1 - start,
        utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  private byte[] unpack(Folder folder) throws MalformedPolicyException {
    int compression = folder.compression() & 0xF;
    if (compression != CabinetFormat.STORED && compression != CabinetFormat.MSZIP) {
      throw malformed("is compressed by neither MSZIP nor nothing; pack it again with makecab");
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] before = {};
    bytes.position(folder.dataAt());
    for (int i = 0; i < folder.blocks(); i++) {
      int sum = bytes.getInt();
      int stored = unsignedShort();
      int size = unsignedShort();
      skip(dataReserve);
      byte[] block = new byte[stored];
      bytes.get(block);
      if (dataReserve == 0 && sum != 0 && sum != CabinetFormat.checksum(block, 0, stored, size)) {
        throw malformed("is damaged: the checksum of a block is wrong");
      }
      before = compression == CabinetFormat.STORED ? block : inflate(block, size, before);
      unpacked += before.length;
      if (before.length != size || unpacked > Cabinet.MAX_SIZE) {
        throw malformed("holds a block of another size than it says, or too many");
      }
      plain.writeBytes(before);
    }
    return plain.toByteArray();
  }

  /** A block is deflated by itself, but refers to what the one before it holds (MS-MCI). */
  private byte[] inflate(byte[] block, int size, byte[] before) throws MalformedPolicyException {
    if (size > CabinetFormat.BLOCK || block.length < 2 || block[0] != 'C' || block[1] != 'K') {
      throw malformed("holds a block that is not MSZIP");
    }
    try (Inflater inflater = new Inflater(true)) {
      if (before.length > 0) {
        inflater.setDictionary(before);
      }
      inflater.setInput(block, 2, block.length - 2);
      byte[] plain = new byte[size];
      int done = 0;
      while (done < size) {
        int more = inflater.inflate(plain, done, size - done);
        if (more == 0) {
          throw malformed("holds a block that ends too early");
        }
        done += more;
      }
      return plain;
    } catch (DataFormatException e) {
      throw new MalformedPolicyException(file, "holds a block that is damaged", e);
    }
  }

  private void skip(int count) {
    bytes.position(bytes.position() + count);
  }

  private int unsignedShort() {
    return bytes.getShort() & 0xFFFF;
  }

  private MalformedPolicyException malformed(String reason) {
    return new MalformedPolicyException(file, reason);
  }
}
