package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jinterop.dcom.common.JIException;
import org.jinterop.dcom.core.IJIComObject;
import org.jinterop.dcom.core.JICallBuilder;
import org.jinterop.dcom.core.JIFlags;
import org.jinterop.dcom.core.JIString;
import org.jinterop.dcom.core.JIVariant;
import org.jinterop.dcom.impls.JIObjectFactory;

/**
 * A call of a method by its slot: first its arguments and results in the order of their
 * declaration, then {@link #invoke}.
 */
public final class ComCall {

  private static final int BSTR = JIFlags.FLAG_REPRESENTATION_STRING_BSTR;

  /** {@code JICallBuilder} adds IDispatch's seven slots itself. */
  private static final int FIRST_SLOT = 7;

  private final ComSession session;
  private final IJIComObject object;
  private final JICallBuilder builder = new JICallBuilder(false);
  private final List<Kind> results = new ArrayList<>();

  private enum Kind {
    TEXT,
    NUMBER,
    DATE,
    POINTER,
    VARIANT
  }

  ComCall(ComSession session, IJIComObject object, int slot) {
    this.session = session;
    this.object = object;
    builder.setOpnum(slot - FIRST_SLOT);
  }

  /** {@code [in] BSTR}. */
  public ComCall in(String text) {
    builder.addInParamAsString(text, BSTR);
    return this;
  }

  /** {@code [in] long}, or an enumeration. */
  public ComCall in(int number) {
    builder.addInParamAsInt(number, JIFlags.FLAG_NULL);
    return this;
  }

  /** {@code [in] VARIANT_BOOL}. */
  public ComCall in(boolean value) {
    builder.addInParamAsBoolean(value, JIFlags.FLAG_REPRESENTATION_VARIANT_BOOL);
    return this;
  }

  /** {@code [in]} interface pointer. */
  public ComCall in(ComPointer pointer) {
    builder.addInParamAsComObject(pointer.object(), JIFlags.FLAG_NULL);
    return this;
  }

  /** {@code [in, optional] VARIANT*} that holds a string, or is left out. */
  public ComCall inOptional(Optional<String> text) {
    builder.addInParamAsVariant(
        text.map(value -> new JIVariant(new JIString(value, BSTR)))
            .orElseGet(JIVariant::OPTIONAL_PARAM),
        JIFlags.FLAG_NULL);
    return this;
  }

  /** {@code [in] VARIANT} that holds a truth value. */
  public ComCall inVariant(boolean value) {
    builder.addInParamAsVariant(new JIVariant(value), JIFlags.FLAG_NULL);
    return this;
  }

  /** {@code [in, optional] VARIANT*} that holds a pointer, or is left out. */
  public ComCall inOptionalPointer(Optional<ComPointer> pointer) throws ComException {
    if (pointer.isEmpty()) {
      return inOptional(Optional.empty());
    }
    return inDispatch(pointer.get().object());
  }

  /** {@code [in] VARIANT*} that holds an object of this process as {@code VT_DISPATCH}. */
  public ComCall inOwn(ObjRef reference) throws ComException {
    return inDispatch(ComSession.own(reference));
  }

  private ComCall inDispatch(IJIComObject dispatch) throws ComException {
    try {
      builder.addInParamAsVariant(
          new JIVariant(JIObjectFactory.narrowObject(dispatch)), JIFlags.FLAG_NULL);
      return this;
    } catch (JIException e) {
      throw new ComException(HResult.E_FAIL, false, "An object cannot be passed on", e);
    }
  }

  /** {@code [out] BSTR*}. */
  public ComCall outText() {
    builder.addOutParamAsObject(new JIString(BSTR), JIFlags.FLAG_NULL);
    return out(Kind.TEXT);
  }

  /** {@code [out] long*}, or an enumeration. */
  public ComCall outNumber() {
    builder.addOutParamAsType(Integer.class, JIFlags.FLAG_NULL);
    return out(Kind.NUMBER);
  }

  /** {@code [out] DATE*}. */
  public ComCall outDate() {
    builder.addOutParamAsType(Double.class, JIFlags.FLAG_NULL);
    return out(Kind.DATE);
  }

  /** {@code [out]} interface pointer. */
  public ComCall outPointer() {
    builder.addOutParamAsType(IJIComObject.class, JIFlags.FLAG_NULL);
    return out(Kind.POINTER);
  }

  /** {@code [out] VARIANT*}. */
  public ComCall outVariant() {
    builder.addOutParamAsType(JIVariant.class, JIFlags.FLAG_NULL);
    return out(Kind.VARIANT);
  }

  private ComCall out(Kind kind) {
    results.add(kind);
    return this;
  }

  /**
   * Makes the call.
   *
   * @throws ComException if the method fails, or the host does not answer
   */
  public Results invoke() throws ComException {
    Object[] values;
    try {
      values = session.bounded(() -> object.call(builder));
    } catch (ComException e) {
      if (!e.answered() || e.status().failed()) {
        throw e;
      }
      // A success other than S_OK, which j-Interop takes for a failure.
      values = builder.getResultsInCaseOfException();
    }
    return new Results(session, results, values == null ? new Object[0] : values);
  }

  /**
   * Makes a call of a method that returns its value as its own HRESULT, such as {@code
   * OverallStatus}.
   *
   * @throws ComException if the host does not answer
   */
  public HResult status() throws ComException {
    try {
      session.bounded(() -> object.call(builder));
      return HResult.S_OK;
    } catch (ComException e) {
      if (e.answered()) {
        return e.status();
      }
      throw e;
    }
  }

  /** What a call returned, in the order of its declaration. */
  public static final class Results {

    private final ComSession session;
    private final List<Kind> kinds;
    private final Object[] values;

    private Results(ComSession session, List<Kind> kinds, Object[] values) {
      this.session = session;
      this.kinds = kinds;
      this.values = values;
    }

    private Object value(int index, Kind kind) throws ComException {
      if (index >= values.length || kinds.get(index) != kind || values[index] == null) {
        throw new ComException(
            HResult.ERROR_INVALID_DATA,
            false,
            "The host's answer lacks result " + index,
            new IllegalStateException(kind.name()));
      }
      return values[index];
    }

    /** A string. */
    public String text(int index) throws ComException {
      return ((JIString) value(index, Kind.TEXT)).getString();
    }

    /** A number. */
    public int number(int index) throws ComException {
      return (Integer) value(index, Kind.NUMBER);
    }

    /** A date: days since 30 December 1899. */
    public double date(int index) throws ComException {
      return (Double) value(index, Kind.DATE);
    }

    /** A pointer; empty for a null one. */
    public Optional<ComPointer> pointer(int index) throws ComException {
      return ComPointer.of(session, (IJIComObject) value(index, Kind.POINTER));
    }

    /** A pointer that has to be there. */
    public ComPointer required(int index) throws ComException {
      return pointer(index).orElseThrow(ComException::missing);
    }

    /** A variant that holds an object; empty for one that does not. */
    public Optional<ComPointer> variantPointer(int index) throws ComException {
      JIVariant variant = (JIVariant) value(index, Kind.VARIANT);
      try {
        return variant.getType() == JIVariant.VT_DISPATCH
                || variant.getType() == JIVariant.VT_UNKNOWN
            ? ComPointer.of(session, variant.getObjectAsComObject())
            : Optional.empty();
      } catch (JIException e) {
        throw new ComException(HResult.ERROR_INVALID_DATA, false, "A variant is not readable", e);
      }
    }

    /** A variant that holds a string; empty for one that does not. */
    public Optional<String> variantText(int index) throws ComException {
      JIVariant variant = (JIVariant) value(index, Kind.VARIANT);
      try {
        return variant.getType() == JIVariant.VT_BSTR
            ? Optional.of(variant.getObjectAsString2())
            : Optional.empty();
      } catch (JIException e) {
        throw new ComException(HResult.ERROR_INVALID_DATA, false, "A variant is not readable", e);
      }
    }
  }
}
