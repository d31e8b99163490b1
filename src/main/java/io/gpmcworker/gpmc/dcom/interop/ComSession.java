package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jinterop.dcom.common.JIException;
import org.jinterop.dcom.common.JIRuntimeException;
import org.jinterop.dcom.core.IJIComObject;
import org.jinterop.dcom.core.JIClsid;
import org.jinterop.dcom.core.JIComServer;
import org.jinterop.dcom.core.JISession;
import rpc.FaultException;

/**
 * A connection to one activated object and what it hands out. Used by one thread. Each call is
 * bounded: a host that is silent, or answers a byte at a time, loses the connection.
 */
public final class ComSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ComSession.class.getName());

  /** {@code RPC_E_VERSION_MISMATCH}. */
  private static final int VERSION_MISMATCH = 0x80010110;

  /** {@code RPC_E_INVALID_HEADER}; newer Windows says this of a version that it does not take. */
  private static final int INVALID_HEADER = 0x80010111;

  private static final int ACCESS_DENIED = 5;

  private static volatile int version;

  private final ComHost host;
  private final JISession session;
  private final ScheduledExecutorService clock;
  private final IJIComObject root;
  private final List<IJIComObject> adopted = new ArrayList<>();

  /**
   * Everything that was handed out. j-Interop gives references back when its objects are collected,
   * and loses some if that happens while a session ends.
   */
  private final List<IJIComObject> held = new ArrayList<>();

  private ComSession(
      ComHost host, JISession session, ScheduledExecutorService clock, IJIComObject root) {
    this.host = host;
    this.session = session;
    this.clock = clock;
    this.root = root;
  }

  /**
   * Activates an object on a host.
   *
   * @param clock ends calls that take too long
   * @throws ComException if the host cannot be reached, does not let this account in, or does not
   *     know the class
   */
  public static ComSession activate(ComHost host, UUID clsid, ScheduledExecutorService clock)
      throws ComException {
    int first = version;
    ComException last = null;
    for (int n = 0; n < JInterop.versions(); n++) {
      int tried = (first + n) % JInterop.versions();
      JInterop.speak(tried);
      try {
        ComSession session = activateOnce(host, clsid, clock);
        version = tried;
        return session;
      } catch (ComException e) {
        int status = e.status().code();
        if (status != VERSION_MISMATCH && status != INVALID_HEADER) {
          throw e;
        }
        last = e;
      }
    }
    throw java.util.Objects.requireNonNull(last);
  }

  private static ComSession activateOnce(ComHost host, UUID clsid, ScheduledExecutorService clock)
      throws ComException {
    JISession session = JInterop.session(host);
    boolean activated = false;
    try {
      IJIComObject root =
          bounded(
              host,
              clock,
              () ->
                  new JIComServer(JIClsid.valueOf(clsid.toString()), host.host(), session)
                      .createInstance());
      activated = true;
      return new ComSession(host, session, clock, root);
    } finally {
      if (!activated) {
        destroy(session);
      }
    }
  }

  /** The activated object. */
  public ComPointer root() {
    return new ComPointer(this, root);
  }

  /** An object whose reference came in a callback. The reference belongs to this session then. */
  public ComPointer adopt(ObjRef reference) {
    IJIComObject object =
        JInterop.object(session, reference.toByteArray(), reference.iid().toString());
    adopted.add(object);
    return new ComPointer(this, object);
  }

  /** A reference to an object of this process, to be passed to the host. */
  static IJIComObject own(ObjRef reference) {
    return JInterop.object(null, reference.toByteArray(), Iids.IDISPATCH.toString());
  }

  void hold(IJIComObject object) {
    held.add(object);
  }

  /** j-Interop makes the root of a null pointer. */
  boolean isRoot(IJIComObject object) {
    return object.getIpid().equalsIgnoreCase(root.getIpid());
  }

  <T> T bounded(Callable<T> call) throws ComException {
    return bounded(host, clock, call);
  }

  /** Socket timeouts count from one byte to the next; this counts from the beginning. */
  private static <T> T bounded(ComHost host, ScheduledExecutorService clock, Callable<T> call)
      throws ComException {
    Thread thread = Thread.currentThread();
    Duration most = host.callTimeout().multipliedBy(2);
    ScheduledFuture<?> tooLate =
        clock.schedule(thread::interrupt, most.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return call.call();
    } catch (JIException e) {
      throw translate(host, e);
    } catch (UnknownHostException e) {
      throw new ComException(
          HResult.ERROR_DS_SERVER_DOWN,
          false,
          "The name of the host " + host.host() + " is not known; check it and the name servers",
          e);
    } catch (Exception e) {
      throw new ComException(
          HResult.E_FAIL, false, "The host " + host.host() + " sends what is not DCOM", e);
    } finally {
      if (!tooLate.cancel(false)) {
        Thread.interrupted();
      }
    }
  }

  private static ComException translate(ComHost host, JIException e) {
    Throwable cause = e.getCause();
    boolean answered = cause instanceof JIRuntimeException;
    if (answered || cause instanceof FaultException) {
      HResult status = answered ? new HResult(e.getErrorCode()) : hresult(e.getErrorCode());
      return new ComException(
          status, answered, "The host " + host.host() + " answers " + status, e);
    }
    if (cause instanceof HardenedConnection.UnsignedFaultException fault
        && fault.status() == ACCESS_DENIED) {
      return new ComException(
          HResult.E_ACCESSDENIED,
          false,
          "The host %s does not let %s in; check the account, its password and its rights to"
                  .formatted(host.host(), host.domain() + "\\" + host.user())
              + " activate GPMC",
          e);
    }
    HResult status =
        cause instanceof java.net.SocketTimeoutException
                || cause instanceof java.nio.channels.ClosedByInterruptException
            ? HResult.ERROR_TIMEOUT
            : HResult.ERROR_DS_SERVER_DOWN;
    String why = cause == null ? e.getMessage() : cause.getMessage();
    return new ComException(
        status, false, "The host " + host.host() + " does not answer: " + why, e);
  }

  /** Faults carry Win32 errors as they are; {@code ERROR_ACCESS_DENIED} is 5. */
  private static HResult hresult(int code) {
    return code > 0 && code <= 0xFFFF ? new HResult(0x80070000 | code) : new HResult(code);
  }

  private static void destroy(JISession session) {
    try {
      JISession.destroySession(session);
    } catch (JIException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "References could not be given back", e);
    }
  }

  /** Gives all references back. */
  @Override
  public void close() {
    try {
      for (IJIComObject object : adopted) {
        bounded(() -> {
          object.release();
          return true;
        });
      }
    } catch (ComException e) {
      LOG.log(System.Logger.Level.DEBUG, "References could not be given back", e);
    }
    try {
      bounded(() -> {
        destroy(session);
        return true;
      });
    } catch (ComException e) {
      LOG.log(System.Logger.Level.DEBUG, "A session could not be ended", e);
    }
    held.clear();
  }
}
