package io.gpmcworker.gpmc.dcom.oaut;

import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import io.gpmcworker.gpmc.dcom.rpce.MalformedException;
import io.gpmcworker.gpmc.dcom.rpce.NdrReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code wireVARIANT} (MS-OAUT 2.2.29.1) and {@code SAFEARRAY} (2.2.30.10). Variants may hold
 * variants; how deep is bounded.
 */
public final class VariantReader {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_ELEMENTS = 1 << 20;

  private final NdrReader in;

  /** A reader of variants among other arguments. */
  public VariantReader(NdrReader in) {
    this.in = in;
  }

  /** Reads a variant as a parameter of a method stands: a pointer and its referent at once. */
  public Variant read() throws MalformedException {
    return in.pointer() ? referent(0) : new Variant.Empty();
  }

  /** Reads an array of variants whose number is known: pointers first, then their referents. */
  public List<Variant> readArray(int count) throws MalformedException {
    return readArray(count, 0);
  }

  private List<Variant> readArray(int count, int depth) throws MalformedException {
    boolean[] present = new boolean[count];
    for (int n = 0; n < count; n++) {
      present[n] = in.pointer();
    }
    List<Variant> variants = new ArrayList<>(count);
    for (boolean one : present) {
      variants.add(one ? referent(depth) : new Variant.Empty());
    }
    return variants;
  }

  private Variant referent(int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("variants hold variants more than " + MAX_DEPTH + " deep");
    }
    in.align(8);
    in.i32();
    in.i32();
    int type = in.u16();
    in.u16();
    in.u16();
    in.u16();
    int discriminant = in.i32();
    if (discriminant != discriminant(type)) {
      throw new MalformedException(
          "a variant of type " + type + " holds something of type " + discriminant);
    }
    return value(type, depth);
  }

  /** All arrays are one arm of the union, whatever their elements. */
  private static int discriminant(int type) {
    return (type & VarType.ARRAY) != 0 ? type & (VarType.ARRAY | VarType.BYREF) : type;
  }

  private Variant value(int type, int depth) throws MalformedException {
    if ((type & VarType.BYREF) != 0) {
      return byReference(type & ~VarType.BYREF, depth);
    }
    if ((type & VarType.ARRAY) != 0) {
      return in.pointer()
          ? array(type & ~VarType.ARRAY, depth)
          : new Variant.Array(type & ~VarType.ARRAY, List.of());
    }
    return switch (type) {
      case VarType.EMPTY -> new Variant.Empty();
      case VarType.NULL -> new Variant.Null();
      case VarType.BSTR -> new Variant.Text(Bstr.read(in));
      case VarType.DISPATCH, VarType.UNKNOWN -> new Variant.Interface(type, reference());
      default -> number(type);
    };
  }

  private Optional<ObjRef> reference() throws MalformedException {
    return in.pointer() ? Optional.of(ObjRef.readPointer(in)) : Optional.empty();
  }

  private Variant byReference(int type, int depth) throws MalformedException {
    if (!in.pointer()) {
      return new Variant.ByReference(type, new Variant.Empty());
    }
    Variant value = type == VarType.VARIANT ? pointed(depth + 1) : value(type, depth);
    return new Variant.ByReference(type, value);
  }

  private Variant pointed(int depth) throws MalformedException {
    return in.pointer() ? referent(depth) : new Variant.Empty();
  }

  private Variant number(int type) throws MalformedException {
    return switch (type) {
      case VarType.I1 -> new Variant.Whole(type, (byte) in.u8());
      case VarType.UI1 -> new Variant.Whole(type, in.u8());
      case VarType.I2 -> new Variant.Whole(type, (short) in.u16());
      case VarType.UI2 -> new Variant.Whole(type, in.u16());
      case VarType.I4, VarType.INT -> new Variant.Whole(type, in.i32());
      case VarType.UI4, VarType.UINT -> new Variant.Whole(type, in.u32());
      case VarType.I8, VarType.UI8 -> new Variant.Whole(type, in.i64());
      case VarType.BOOL -> new Variant.Bool(in.u16() != 0);
      case VarType.ERROR -> new Variant.Scode(in.i32());
      case VarType.R4 -> new Variant.Real(type, Float.intBitsToFloat(in.i32()));
      case VarType.R8 -> new Variant.Real(type, Double.longBitsToDouble(in.i64()));
      case VarType.DATE -> new Variant.Date(Double.longBitsToDouble(in.i64()));
      case VarType.CY -> new Variant.Currency(in.i64());
      default ->
          throw new MalformedException("a variant is of type " + type + ", which is not read");
    };
  }

  /** A {@code SAFEARRAY} of one dimension, as a referent; its bounds' conformance stands first. */
  private Variant array(int elementType, int depth) throws MalformedException {
    in.conformance(1);
    if (in.u16() != 1) {
      throw new MalformedException("an array has more than one dimension");
    }
    in.u16();
    in.i32();
    in.i32();
    int form = in.i32();
    int size = in.count(MAX_ELEMENTS, 1);
    boolean present = in.pointer();
    int bound = in.count(MAX_ELEMENTS, 0);
    in.i32();
    if (bound != size) {
      throw new MalformedException("an array says two sizes");
    }
    if (!present) {
      return new Variant.Array(elementType, List.of());
    }
    in.conformance(size);
    return new Variant.Array(elementType, elements(form, elementType, size, depth));
  }

  private List<Variant> elements(int form, int elementType, int size, int depth)
      throws MalformedException {
    int width = VarType.width(elementType);
    boolean whole =
        (form == VarType.I1 && width == 1)
            || (form == VarType.I2 && width == 2)
            || (form == VarType.I4 && width == 4)
            || (form == VarType.I8 && width == 8);
    if (form == VarType.VARIANT && elementType == VarType.VARIANT) {
      return readArray(size, depth + 1);
    }
    List<Variant> elements = new ArrayList<>();
    if (form == VarType.BSTR && elementType == VarType.BSTR) {
      boolean[] present = new boolean[size];
      for (int n = 0; n < size; n++) {
        present[n] = in.pointer();
      }
      for (boolean one : present) {
        elements.add(new Variant.Text(one ? Bstr.readReferent(in) : ""));
      }
    } else if (whole) {
      for (int n = 0; n < size; n++) {
        elements.add(number(elementType));
      }
    } else {
      throw new MalformedException(
          "an array holds elements of type " + elementType + ", which are not read");
    }
    return elements;
  }
}
