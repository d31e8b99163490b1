package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.WatchedSysvol.SysvolCall;
import java.io.IOException;

/**
 * What goes wrong in one run of an operation: at one of its calls to LDAP and SYSVOL, counted
 * together from 1.
 */
final class Faults implements WatchedSysvol.Watch {

  /** What happens at the call. */
  enum Kind {
    /** Nothing. */
    NONE,
    /** The operation is cancelled. */
    CANCEL,
    /** The call fails and has done nothing. */
    FAIL,
    /** The call does its work, and fails to say so. */
    FAIL_LATE,
    /** The call fails, and the one after the next. */
    FAIL_TWICE,
    /** The worker dies: nothing that it does from here on has any effect. */
    DIE
  }

  private final Kind kind;
  private final int at;
  private final Runnable afterWrite;
  private volatile Runnable cancel = () -> {};
  private int calls;

  /**
   * @param afterWrite runs after each call to SYSVOL that may have changed it
   */
  Faults(Kind kind, int at, Runnable afterWrite) {
    this.kind = kind;
    this.at = at;
    this.afterWrite = afterWrite;
  }

  static Faults none() {
    return new Faults(Kind.NONE, 0, () -> {});
  }

  void onCancel(Runnable handle) {
    cancel = handle;
  }

  synchronized int calls() {
    return calls;
  }

  private synchronized LdapProxy.Fate next() {
    calls++;
    if (calls == at && kind == Kind.CANCEL) {
      cancel.run();
    }
    boolean lost =
        switch (kind) {
          case NONE, CANCEL, FAIL_LATE -> false;
          case FAIL -> calls == at;
          case FAIL_TWICE -> calls == at || calls == at + 2;
          case DIE -> calls >= at;
        };
    if (lost) {
      return LdapProxy.Fate.LOST;
    }
    return kind == Kind.FAIL_LATE && calls == at
        ? LdapProxy.Fate.ANSWER_LOST
        : LdapProxy.Fate.PASSES;
  }

  LdapProxy.Fate ofRequest() {
    return next();
  }

  private final ThreadLocal<Boolean> failsLate = ThreadLocal.withInitial(() -> false);

  @Override
  public void before(SysvolCall call) throws IOException {
    LdapProxy.Fate fate = next();
    if (fate == LdapProxy.Fate.LOST) {
      throw new IOException("injected failure of " + call);
    }
    failsLate.set(fate == LdapProxy.Fate.ANSWER_LOST);
  }

  @Override
  public void after(SysvolCall call) throws IOException {
    if (call.canBeSeen()) {
      afterWrite.run();
    }
    if (failsLate.get()) {
      throw new IOException("injected failure after " + call);
    }
  }
}
