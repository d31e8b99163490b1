package io.gpmcworker.gpmc.dcom.callback;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.oaut.Variant;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.util.Optional;

/**
 * A call of {@code IGPMAsyncProgress::Status}, as it came. References in it belong to whoever gets
 * it.
 *
 * @param numerator {@code lProgressNumerator}
 * @param denominator {@code lProgressDenominator}
 * @param status {@code hrStatus}
 * @param result {@code pResult}; empty while the operation runs
 * @param messages {@code ppIGPMStatusMsgCollection}; empty if there are none
 */
public record ProgressCall(
    int numerator, int denominator, HResult status, Variant result, Optional<ObjRef> messages) {

  /**
   * Whether the operation is over. Which calls GPMC ends with is not documented in full: all steps
   * done, a failure, or a result each say so.
   */
  public boolean terminal() {
    boolean done = denominator > 0 && numerator >= denominator;
    boolean hasResult =
        switch (result.dereferenced()) {
          case Variant.Empty e -> false;
          case Variant.Null n -> false;
          case Variant.Scode e -> false;
          case Variant.Interface i -> i.reference().isPresent();
          default -> true;
        };
    return done || status.failed() || hasResult;
  }
}
