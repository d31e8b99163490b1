package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.HResult;
import java.util.Optional;
import java.util.UUID;
import org.jinterop.dcom.core.IJIComObject;

/** An interface of an object on the host. */
public final class ComPointer {

  private final ComSession session;
  private final IJIComObject object;

  ComPointer(ComSession session, IJIComObject object) {
    this.session = session;
    this.object = object;
    session.hold(object);
  }

  /** The pointer behind what j-Interop handed out; empty for a null pointer. */
  static Optional<ComPointer> of(ComSession session, IJIComObject object) {
    return session.isRoot(object) ? Optional.empty() : Optional.of(new ComPointer(session, object));
  }

  /**
   * {@code QueryInterface}.
   *
   * @throws ComException with {@code E_NOINTERFACE} if the object has no such interface
   */
  public ComPointer query(UUID iid) throws ComException {
    return new ComPointer(session, session.bounded(() -> object.queryInterface(iid.toString())));
  }

  /**
   * A call of a method.
   *
   * @param slot its place in the vtable, 7 for the first one of a dual interface
   */
  public ComCall method(int slot) {
    return new ComCall(session, object, slot);
  }

  /**
   * Calls a method that takes and returns nothing, over a connection of its own: it waits for no
   * call that the session has outstanding. For any thread.
   *
   * @param slot as of {@link #method}
   * @throws ComException if the host does not answer, or the session has ended
   */
  public HResult callAside(int slot) throws ComException {
    return session.bounded(() -> {
      try (AsideConnection aside = JInterop.aside(object)) {
        return aside.call(object.getIpid(), slot);
      }
    });
  }

  IJIComObject object() {
    return object;
  }
}
