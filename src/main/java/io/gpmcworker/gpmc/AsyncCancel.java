package io.gpmcworker.gpmc;

/**
 * The live cancel handle of a running call; {@code IGPMAsyncCancel}.
 *
 * <p>A cancel is a request. How the operation ends tells what became of it: a failure after a
 * cancel counts as cancelled, a success stays a success.
 */
@FunctionalInterface
public interface AsyncCancel {

  /**
   * {@code Cancel}: asks the operation to end. Never blocks, never throws; asking again or after
   * the end does nothing.
   */
  void cancel();
}
