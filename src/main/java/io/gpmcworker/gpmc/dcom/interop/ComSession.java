package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.orpc.Iids;
import io.gpmcworker.gpmc.dcom.orpc.ObjRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jinterop.dcom.common.JIException;
import org.jinterop.dcom.core.IJIComObject;
import org.jinterop.dcom.core.JIClsid;
import org.jinterop.dcom.core.JIComServer;
import org.jinterop.dcom.core.JISession;

/**
 * A connection to one activated object and what it hands out. Used by one thread, but for {@link
 * ComPointer#callAside}. Each call is bounded: a host that is silent, or answers a byte at a time,
 * loses the connection.
 */
public final class ComSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ComSession.class.getName());

  /** {@code RPC_E_VERSION_MISMATCH}. */
  private static final int VERSION_MISMATCH = 0x80010110;

  /** {@code RPC_E_INVALID_HEADER}; newer Windows says this of a version that it does not take. */
  private static final int INVALID_HEADER = 0x80010111;

  private static volatile int version;

  private final HostCalls calls;
  private final JISession session;
  private final IJIComObject root;
  private final List<IJIComObject> adopted = new ArrayList<>();

  /**
   * Everything that was handed out. j-Interop gives references back when its objects are collected,
   * and loses some if that happens while a session ends.
   */
  private final List<IJIComObject> held = new ArrayList<>();

  private ComSession(HostCalls calls, JISession session, IJIComObject root) {
    this.calls = calls;
    this.session = session;
    this.root = root;
  }

  /**
   * Activates an object on a host.
   *
   * @throws ComException if the host cannot be reached, does not let this account in, or does not
   *     know the class
   */
  public static ComSession activate(HostCalls calls, UUID clsid) throws ComException {
    int first = version;
    ComException last = null;
    for (int n = 0; n < JInterop.versions(); n++) {
      int tried = (first + n) % JInterop.versions();
      JInterop.speak(tried);
      try {
        ComSession session = activateOnce(calls, clsid);
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
    throw Objects.requireNonNull(last);
  }

  private static ComSession activateOnce(HostCalls calls, UUID clsid) throws ComException {
    JISession session = session(calls.host());
    boolean activated = false;
    try {
      IJIComObject root =
          calls.make(() ->
              new JIComServer(JIClsid.valueOf(clsid.toString()), calls.host().host(), session)
                  .createInstance());
      activated = true;
      return new ComSession(calls, session, root);
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
    return calls.make(call);
  }

  private static JISession session(ComHost host) throws ComException {
    try {
      return JInterop.session(host, host.account().password().read());
    } catch (IOException e) {
      throw new ComException(HResult.E_ACCESSDENIED, false, String.valueOf(e.getMessage()), e);
    }
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
