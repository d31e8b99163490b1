package io.gpmcworker.gpmc.dcom.oaut;

import io.gpmcworker.gpmc.dcom.rpce.NdrWriter;
import java.util.List;

/**
 * The results of {@code IDispatch::Invoke} (MS-OAUT 3.1.4.4).
 *
 * @param status the HRESULT of the call
 * @param result what the method returns
 * @param failure what {@code EXCEPINFO} tells; the empty one for a call that did not fail
 * @param references what the arguments by reference hold now, in the order of the call
 */
public record DispatchAnswer(
    int status, Variant result, Failure failure, List<Variant> references) {

  /** {@code DISP_E_EXCEPTION}: what went wrong stands in {@code EXCEPINFO}. */
  public static final int EXCEPTION = 0x80020009;

  /** {@code DISP_E_MEMBERNOTFOUND}. */
  public static final int MEMBER_NOT_FOUND = 0x80020003;

  /** {@code DISP_E_BADPARAMCOUNT}. */
  public static final int BAD_PARAMETER_COUNT = 0x8002000E;

  /** {@code DISP_E_TYPEMISMATCH}. */
  public static final int TYPE_MISMATCH = 0x80020005;

  public DispatchAnswer {
    references = List.copyOf(references);
  }

  /**
   * {@code EXCEPINFO} (MS-OAUT 2.2.34).
   *
   * @param code the HRESULT of the method
   */
  public record Failure(int code, String source, String description) {

    /** Nothing failed. */
    public static final Failure NONE = new Failure(0, "", "");
  }

  /** A call that did what was asked. */
  public static DispatchAnswer of(Variant result, List<Variant> references) {
    return new DispatchAnswer(0, result, Failure.NONE, references);
  }

  /** A call that could not be made. */
  public static DispatchAnswer refused(int status) {
    return new DispatchAnswer(status, new Variant.Empty(), Failure.NONE, List.of());
  }

  /** Writes the results, after the head of the answer. */
  public void write(NdrWriter out) {
    VariantWriter variants = new VariantWriter(out);
    variants.write(result);
    writeFailure(out);
    out.i32(0);
    out.i32(references.size());
    variants.writeArray(references);
    out.i32(status);
  }

  private void writeFailure(NdrWriter out) {
    boolean told = failure.code() != 0;
    out.u16(0).u16(0);
    out.pointer(told).pointer(told).pointer(false);
    out.i32(0).i32(0).i32(0).i32(failure.code());
    if (told) {
      Bstr.writeReferent(out, failure.source());
      Bstr.writeReferent(out, failure.description());
    }
  }
}
