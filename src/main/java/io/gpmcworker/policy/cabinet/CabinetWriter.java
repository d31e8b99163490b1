package io.gpmcworker.policy.cabinet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;

/** Writes a cabinet of one folder whose blocks are stored as they are, which every reader takes. */
final class CabinetWriter {

  private CabinetWriter() {}

  static byte[] write(List<CabinetFile> files, LocalDateTime time) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    for (CabinetFile file : files) {
      byte[] bytes = file.content().toArray();
      byte[] name = (file.name() + "\0").getBytes(charset(file.name()));
      boolean utf8 = charset(file.name()).equals(StandardCharsets.UTF_8);
      entries.writeBytes(
          buffer(16)
              .putInt(bytes.length)
              .putInt(content.size())
              .putShort((short) 0)
              .putShort((short) date(time))
              .putShort((short) time(time))
              .putShort((short) (CabinetFormat.ARCHIVE | (utf8 ? CabinetFormat.NAME_IS_UTF : 0)))
              .array());
      entries.writeBytes(name);
      content.writeBytes(bytes);
    }
    byte[] data = content.toByteArray();
    int blocks = (data.length + CabinetFormat.BLOCK - 1) / CabinetFormat.BLOCK;
    int filesAt = CabinetFormat.HEADER + CabinetFormat.FOLDER;
    int dataAt = filesAt + entries.size();
    ByteBuffer cabinet =
        buffer(dataAt + blocks * CabinetFormat.DATA_HEADER + data.length)
            .putInt(CabinetFormat.SIGNATURE)
            .putInt(0);
    cabinet.putInt(cabinet.capacity()).putInt(0).putInt(filesAt).putInt(0);
    cabinet.put((byte) 3).put((byte) 1).putShort((short) 1).putShort((short) files.size());
    cabinet.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    cabinet.putInt(dataAt).putShort((short) blocks).putShort((short) CabinetFormat.STORED);
    cabinet.put(entries.toByteArray());
    for (int at = 0; at < data.length; at += CabinetFormat.BLOCK) {
      int size = Math.min(CabinetFormat.BLOCK, data.length - at);
      cabinet
          .putInt(CabinetFormat.checksum(data, at, size, size))
          .putShort((short) size)
          .putShort((short) size)
          .put(data, at, size);
    }
    return cabinet.array();
  }

  private static Charset charset(String name) {
    return name.chars().allMatch(c -> c < 0x80)
        ? StandardCharsets.US_ASCII
        : StandardCharsets.UTF_8;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int date(LocalDateTime time) {
    return (time.getYear() - 1980) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
  }

  private static int time(LocalDateTime time) {
    return time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
  }
}
