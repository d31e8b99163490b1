package io.gpmcworker.gpmc.dcom.oaut;

import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.List;
import java.util.Optional;

/** A value of one of automation's types (MS-OAUT 2.2.29). */
public sealed interface Variant {

  /** {@code VT_EMPTY}: nothing. */
  record Empty() implements Variant {}

  /** {@code VT_NULL}. */
  record Null() implements Variant {}

  /** A whole number: {@code VT_I2}, {@code VT_I4}, {@code VT_UI1}, … */
  record Whole(int type, long value) implements Variant {}

  /** {@code VT_R4} or {@code VT_R8}. */
  record Real(int type, double value) implements Variant {}

  /** {@code VT_DATE}: days since 30 December 1899. */
  record Date(double days) implements Variant {}

  /** {@code VT_CY}: ten-thousandths. */
  record Currency(long value) implements Variant {}

  /** {@code VT_BSTR}. */
  record Text(String value) implements Variant {}

  /** {@code VT_BOOL}. */
  record Bool(boolean value) implements Variant {}

  /** {@code VT_ERROR}: a status. */
  record Scode(int status) implements Variant {

    /** An argument that is left out. */
    public static final Scode PARAMETER_NOT_FOUND = new Scode(0x80020004);
  }

  /** {@code VT_DISPATCH} or {@code VT_UNKNOWN}; empty for a null pointer. */
  record Interface(int type, Optional<ObjRef> reference) implements Variant {

    /** An {@code IDispatch} pointer. */
    public static Interface dispatch(Optional<ObjRef> reference) {
      return new Interface(VarType.DISPATCH, reference);
    }
  }

  /** {@code VT_ARRAY}: an array of one dimension. */
  record Array(int elementType, List<Variant> elements) implements Variant {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /** {@code VT_BYREF}: a value that is passed by reference. */
  record ByReference(int type, Variant value) implements Variant {}

  /** {@code VT_I4}. */
  static Variant i4(int value) {
    return new Whole(VarType.I4, value);
  }

  /** What is meant, whether passed by reference or not. */
  default Variant dereferenced() {
    return this instanceof ByReference reference ? reference.value().dereferenced() : this;
  }
}
