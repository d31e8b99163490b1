package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.ControllerCalls.Protocol;
import io.gpmcworker.gpmc.HResult;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jinterop.dcom.common.JIException;
import org.jinterop.dcom.common.JIRuntimeException;
import rpc.FaultException;

/**
 * Makes the calls to one host. Each is bounded: a host that is silent, or answers a byte at a time,
 * loses the connection. Each is told to whoever counts them, and fails in one way only.
 *
 * @param host where they go
 * @param clock ends those that take too long
 * @param told is told of each
 */
public record HostCalls(ComHost host, ScheduledExecutorService clock, ControllerCalls told) {

  /** Interrupts a call that takes too long, and nothing that its thread does afterwards. */
  private static final class Deadline {

    private final Thread thread = Thread.currentThread();
    private boolean passed;
    private boolean over;

    synchronized void pass() {
      if (!over) {
        passed = true;
        thread.interrupt();
      }
    }

    /** Ends it; whether it had passed. */
    synchronized boolean end() {
      over = true;
      if (passed) {
        Thread.interrupted();
      }
      return passed;
    }
  }

  /** Makes a call. Socket timeouts count from one byte to the next; this counts from the start. */
  <T> T make(Callable<T> call) throws ComException {
    Deadline deadline = new Deadline();
    ScheduledFuture<?> passing = schedule(deadline);
    long began = System.nanoTime();
    boolean answered = false;
    try {
      T result = call.call();
      answered = true;
      return result;
    } catch (Exception e) {
      ComException failure = deadline.end() ? tooLate(e) : failure(e);
      answered = failure.answered();
      throw failure;
    } finally {
      deadline.end();
      passing.cancel(false);
      told.called(host.host(), Protocol.DCOM, System.nanoTime() - began, !answered);
    }
  }

  private ScheduledFuture<?> schedule(Deadline deadline) throws ComException {
    try {
      return clock.schedule(deadline::pass, host.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new ComException(
          HResult.E_ABORT, false, "The driver of this domain has been closed", e);
    }
  }

  private ComException failure(Exception e) {
    return switch (e) {
      case JIException known -> failure(known);
      case UnknownHostException unknown ->
          new ComException(
              HResult.ERROR_DS_SERVER_DOWN,
              false,
              "The name of the host "
                  + host.host()
                  + " is not known; check it and the name servers",
              unknown);
      default ->
          new ComException(
              HResult.E_FAIL, false, "The host " + host.host() + " sends what is not DCOM", e);
    };
  }

  private ComException failure(JIException e) {
    Throwable cause = e.getCause();
    boolean answered = cause instanceof JIRuntimeException;
    if (answered || cause instanceof FaultException) {
      HResult status = answered ? new HResult(e.getErrorCode()) : ofFault(e.getErrorCode());
      return new ComException(
          status, answered, "The host " + host.host() + " answers " + status, e);
    }
    if (cause instanceof HardenedConnection.UnsignedFaultException fault) {
      HResult status = ofFault(fault.status());
      return new ComException(
          status,
          false,
          status.equals(HResult.E_ACCESSDENIED)
              ? "The host %s does not let %s in; check the account, its password and its rights to activate GPMC"
                  .formatted(host.host(), host.account())
              : "The host %s refuses with %s, unsigned: it may be somebody else who does"
                  .formatted(host.host(), status),
          e);
    }
    if (cause instanceof SocketTimeoutException) {
      return tooLate(e);
    }
    return new ComException(
        HResult.ERROR_DS_SERVER_DOWN,
        false,
        "The host %s does not answer: %s"
            .formatted(host.host(), cause == null ? e.getMessage() : cause.getMessage()),
        e);
  }

  private ComException tooLate(Exception e) {
    return new ComException(
        HResult.ERROR_TIMEOUT,
        false,
        "The host %s does not answer within %s s"
            .formatted(host.host(), host.callTimeout().toSeconds()),
        e);
  }

  /** Faults carry Win32 errors as they are; {@code ERROR_ACCESS_DENIED} is 5. */
  private static HResult ofFault(int code) {
    return code > 0 && code <= 0xFFFF ? new HResult(0x80070000 | code) : new HResult(code);
  }
}
