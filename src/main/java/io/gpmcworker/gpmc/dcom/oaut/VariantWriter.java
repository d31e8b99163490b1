package io.gpmcworker.gpmc.dcom.oaut;

import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code wireVARIANT} (MS-OAUT 2.2.29.1) and {@code SAFEARRAY} (2.2.30.10). */
public final class VariantWriter {

  private static final int FEATURE_HAVE_VARTYPE = 0x80;

  private final NdrWriter out;

  /** A writer of variants among other results. */
  public VariantWriter(NdrWriter out) {
    this.out = out;
  }

  /** Writes a variant as a parameter of a method stands: a pointer and its referent at once. */
  public void write(Variant variant) {
    out.pointer(true);
    referent(variant);
  }

  /** Writes variants without their number: pointers first, then their referents. */
  public void writeArray(List<Variant> variants) {
    variants.forEach(variant -> out.pointer(true));
    variants.forEach(this::referent);
  }

  private void referent(Variant variant) {
    out.align(8);
    int start = out.size();
    int type = type(variant);
    out.i32(0).i32(0).u16(type).u16(0).u16(0).u16(0);
    out.i32((type & VarType.ARRAY) != 0 ? type & (VarType.ARRAY | VarType.BYREF) : type);
    Runnable deferred = value(variant);
    // In units of eight bytes, with what the value points to.
    if (deferred != null) {
      deferred.run();
    }
    out.patch32(start, (out.size() - start + 7) / 8);
  }

  private static int type(Variant variant) {
    return switch (variant) {
      case Variant.Empty e -> VarType.EMPTY;
      case Variant.Null n -> VarType.NULL;
      case Variant.Whole w -> w.type();
      case Variant.Real r -> r.type();
      case Variant.Date d -> VarType.DATE;
      case Variant.Currency c -> VarType.CY;
      case Variant.Text t -> VarType.BSTR;
      case Variant.Bool b -> VarType.BOOL;
      case Variant.Scode e -> VarType.ERROR;
      case Variant.Interface i -> i.type();
      case Variant.Array a -> a.elementType() | VarType.ARRAY;
      case Variant.ByReference r -> r.type() | VarType.BYREF;
    };
  }

  /** Writes the arm of the union; what it points to is written by what is returned. */
  private @Nullable Runnable value(Variant variant) {
    switch (variant) {
      case Variant.Empty e -> {}
      case Variant.Null n -> {}
      case Variant.Whole w -> whole(w.type(), w.value());
      case Variant.Real r -> {
        if (r.type() == VarType.R4) {
          out.i32(Float.floatToIntBits((float) r.value()));
        } else {
          out.i64(Double.doubleToLongBits(r.value()));
        }
      }
      case Variant.Date d -> out.i64(Double.doubleToLongBits(d.days()));
      case Variant.Currency c -> out.i64(c.value());
      case Variant.Bool b -> out.u16(b.value() ? 0xFFFF : 0);
      case Variant.Scode e -> out.i32(e.status());
      case Variant.Text t -> {
        out.pointer(true);
        return () -> Bstr.writeReferent(out, t.value());
      }
      case Variant.Interface i -> {
        out.pointer(i.reference().isPresent());
        return () -> i.reference().ifPresent(reference -> reference.writePointer(out));
      }
      case Variant.Array a -> {
        out.pointer(true);
        return () -> array(a);
      }
      case Variant.ByReference r -> {
        out.pointer(true);
        return () -> referred(r);
      }
    }
    return null;
  }

  private void referred(Variant.ByReference reference) {
    if (reference.type() == VarType.VARIANT) {
      write(reference.value());
      return;
    }
    Runnable deferred = value(reference.value());
    if (deferred != null) {
      deferred.run();
    }
  }

  private void whole(int type, long value) {
    switch (VarType.width(type)) {
      case 1 -> out.u8((int) value);
      case 2 -> out.u16((int) value);
      case 4 -> out.i32((int) value);
      default -> out.i64(value);
    }
  }

  private void array(Variant.Array array) {
    int size = array.elements().size();
    int width = VarType.width(array.elementType());
    int form =
        switch (width) {
          case 1 -> VarType.I1;
          case 2 -> VarType.I2;
          case 4 -> VarType.I4;
          case 8 -> VarType.I8;
          default -> array.elementType();
        };
    out.i32(1).u16(1).u16(FEATURE_HAVE_VARTYPE).i32(width == 0 ? 4 : width);
    out.i32(array.elementType() << 16).i32(form).i32(size).pointer(true).i32(size).i32(0);
    out.i32(size);
    if (form == VarType.VARIANT) {
      writeArray(array.elements());
    } else if (form == VarType.BSTR) {
      array.elements().forEach(element -> out.pointer(true));
      array.elements().stream()
          .map(Variant.Text.class::cast)
          .forEach(text -> Bstr.writeReferent(out, text.value()));
    } else {
      array.elements().forEach(this::value);
    }
  }
}
