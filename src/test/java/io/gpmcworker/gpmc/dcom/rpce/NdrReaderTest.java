package io.gpmcworker.gpmc.dcom.rpce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NdrReaderTest {

  @Test
  void whatIsWrittenIsRead() throws MalformedException {
    UUID guid = UUID.fromString("6aac29f8-5948-4324-bf70-423818942dbc");
    NdrWriter out =
        new NdrWriter().u8(1).u16(0xFFFE).u8(3).i32(-4).u8(5).i64(Long.MIN_VALUE).u8(7).guid(guid);
    NdrReader in = new NdrReader(out.toByteArray());
    assertThat(in.u8()).isEqualTo(1);
    assertThat(in.u16()).isEqualTo(0xFFFE);
    assertThat(in.u8()).isEqualTo(3);
    assertThat(in.i32()).isEqualTo(-4);
    assertThat(in.u8()).isEqualTo(5);
    assertThat(in.i64()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.u8()).isEqualTo(7);
    assertThat(in.guid()).isEqualTo(guid);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void aGuidStandsAsInMsDtyp() {
    byte[] bytes =
        new NdrWriter().guid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")).toByteArray();
    assertThat(bytes)
        .containsExactly(
            0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD,
            0xEE, 0xFF);
  }

  @Test
  void nothingIsReadBehindTheEnd() {
    NdrReader in = new NdrReader(new byte[5], 1, 3);
    assertThatThrownBy(in::i32).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> in.bytes(4)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> in.bytes(-1)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> in.skip(4)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aCountThatTheBytesCannotHoldIsRefused() {
    byte[] bytes = new NdrWriter().i32(0xFFFFFFFF).i64(0).toByteArray();
    assertThatThrownBy(() -> new NdrReader(bytes).count(Integer.MAX_VALUE, 4))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new NdrReader(bytes).count(10, 0))
        .isInstanceOf(MalformedException.class);
  }
}
