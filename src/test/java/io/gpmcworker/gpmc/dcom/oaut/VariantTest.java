package io.gpmcworker.gpmc.dcom.oaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.dcom.orpc.DualStringArray;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.orpc.StdObjRef;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariantTest {

  static Stream<Variant> variants() {
    ObjRef reference =
        new ObjRef(
            Iids.IDISPATCH,
            new StdObjRef(5, 1, 2, UUID.randomUUID()),
            new DualStringArray(List.of("host[1024]")));
    return Stream.of(
        new Variant.Empty(),
        new Variant.Null(),
        Variant.i4(-7),
        new Variant.Whole(VarType.UI1, 255),
        new Variant.Whole(VarType.I2, -2),
        new Variant.Whole(VarType.I8, Long.MIN_VALUE),
        new Variant.Real(VarType.R8, 1.5),
        new Variant.Real(VarType.R4, 0.5),
        new Variant.Date(45_000.25),
        new Variant.Currency(12_345),
        new Variant.Bool(true),
        Variant.Scode.PARAMETER_NOT_FOUND,
        new Variant.Text(""),
        new Variant.Text("Grüße, 世界"),
        Variant.Interface.dispatch(Optional.empty()),
        Variant.Interface.dispatch(Optional.of(reference)),
        new Variant.Array(VarType.I4, List.of(Variant.i4(1), Variant.i4(2))),
        new Variant.Array(VarType.BSTR, List.of(new Variant.Text("a"), new Variant.Text("b"))),
        new Variant.Array(VarType.VARIANT, List.of(Variant.i4(1), new Variant.Text("b"))),
        new Variant.ByReference(VarType.I4, Variant.i4(3)),
        new Variant.ByReference(VarType.BSTR, new Variant.Text("by reference")),
        new Variant.ByReference(VarType.VARIANT, new Variant.Text("twice")));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatIsWrittenIsRead(Variant variant) throws MalformedException {
    assertThat(read(written(variant))).isEqualTo(variant);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void noTruncatedOrChangedVariantDoesMoreThanBeingRefused(Variant variant) {
    byte[] bytes = written(variant);
    Random random = new Random(11);
    for (int n = 0; n < 2000; n++) {
      byte[] changed = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        read(changed);
      } catch (MalformedException e) {
        assertThat(e).hasMessageContaining(" ");
      }
    }
  }

  @Test
  void variantsInVariantsAreNotFollowedForEver() {
    Variant variant = Variant.i4(1);
    for (int n = 0; n < 20; n++) {
      variant = new Variant.ByReference(VarType.VARIANT, variant);
    }
    byte[] bytes = written(variant);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("deep");
  }

  private static byte[] written(Variant variant) {
    NdrWriter out = new NdrWriter();
    new VariantWriter(out).write(variant);
    return out.toByteArray();
  }

  private static Variant read(byte[] bytes) throws MalformedException {
    return new VariantReader(new NdrReader(bytes)).read();
  }
}
