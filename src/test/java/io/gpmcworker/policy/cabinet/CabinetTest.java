package io.gpmcworker.policy.cabinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CabinetTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 22, 17, 0);

  private static CabinetFile file(String name, int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    // Half of it compresses well.
    Arrays.fill(content, 0, size / 2, (byte) 'a');
    return new CabinetFile(name, Bytes.of(content));
  }

  private static final Cabinet CABINET =
      new Cabinet(
          List.of(
              file("StarterGPO.tmplx", 794),
              file("Machine_Registry.pol", 100_003),
              file("leer.txt", 0),
              file("Übersicht.html", 32_768)));

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    byte[] bytes = CABINET.toByteArray(TIME);
    assertThat(Cabinet.read(bytes, "a.cab")).isEqualTo(CABINET);
    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("MSCF");
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(8))
        .isEqualTo(bytes.length);
  }

  /** As makecab packs: each block deflated by itself, with the one before it as dictionary. */
  @Test
  void mszipIsRead() throws Exception {
    assertThat(Cabinet.read(mszip(CABINET.toByteArray(TIME)), "a.cab")).isEqualTo(CABINET);
  }

  private static byte[] mszip(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    int dataAt = in.getInt(36);
    int blocks = in.getShort(40);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(stored, 0, dataAt);
    in.position(dataAt);
    byte[] before = {};
    for (int i = 0; i < blocks; i++) {
      in.getInt();
      int size = in.getShort() & 0xFFFF;
      in.getShort();
      byte[] plain = new byte[size];
      in.get(plain);
      byte[] packed = new byte[size + 100];
      try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
        if (before.length > 0) {
          deflater.setDictionary(before);
        }
        deflater.setInput(plain);
        deflater.finish();
        packed[0] = 'C';
        packed[1] = 'K';
        int length = 2 + deflater.deflate(packed, 2, packed.length - 2);
        byte[] block = Arrays.copyOf(packed, length);
        ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(CabinetFormat.checksum(block, 0, length, size));
        header.putShort((short) length).putShort((short) size);
        out.writeBytes(header.array());
        out.writeBytes(block);
      }
      before = plain;
    }
    byte[] cabinet = out.toByteArray();
    ByteBuffer.wrap(cabinet).order(ByteOrder.LITTLE_ENDIAN).putShort(42, (short) 1);
    return cabinet;
  }

  @Test
  void aDamagedCabinetIsRefusedWhereverItIsDamaged() {
    byte[] whole = new Cabinet(List.of(file("a", 50), file("b", 70))).toByteArray(TIME);
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] damaged = Arrays.copyOf(whole, cut);
      assertThatThrownBy(() -> Cabinet.read(damaged, "a.cab"))
          .isInstanceOf(MalformedPolicyException.class);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x41;
      try {
        Cabinet.read(damaged, "a.cab");
      } catch (MalformedPolicyException e) {
        assertThat(e.file()).isEqualTo("a.cab");
      }
    }
  }

  @Test
  void lzxIsRefusedWithASentence() {
    byte[] cabinet = CABINET.toByteArray(TIME);
    cabinet[42] = 3;
    assertThatThrownBy(() -> Cabinet.read(cabinet, "a.cab")).hasMessageContaining("MSZIP");
  }
}
