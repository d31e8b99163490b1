package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * The right to change a domain, for as long as an operation is its worker's. Everything that writes
 * to a domain asks here first: a worker that was paused past its lease must not go on where it was,
 * since another may be undoing that very change. A backup asks before it is published: another may
 * have removed half of it.
 */
public final class Right {

  private static final ScopedValue<BooleanSupplier> HELD = ScopedValue.newInstance();

  private Right() {}

  /** Does something under a right that can be lost meanwhile. */
  public static <T, X extends Exception> T during(
      BooleanSupplier held, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(HELD, held).call(work);
  }

  /**
   * To be asked before each change. Where nobody can take the right away, it is there.
   *
   * @throws GpmcException if it is lost
   */
  public static void check() throws GpmcException {
    if (HELD.isBound() && !HELD.get().getAsBoolean()) {
      throw new GpmcException(
          HResult.E_ABORT,
          "The worker lost the operation amid it, and left everything as it was at that moment; the"
              + " worker that has it now takes back what was done.");
    }
  }

  /**
   * {@link #check} where failures are those of files.
   *
   * @throws IOException if the right is lost
   */
  public static void checkFile() throws IOException {
    try {
      check();
    } catch (GpmcException e) {
      throw new PlacedException(e);
    }
  }
}
