package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import java.util.concurrent.atomic.AtomicInteger;

/** A SYSVOL of which every call fails from some call on, as if the worker had died there. */
final class DyingSysvol extends FailingSysvol {

  DyingSysvol(Sysvol sysvol, AtomicInteger calls, int dieAt) {
    super(sysvol, calls, dieAt);
  }

  @Override
  boolean fails(int call) {
    return call >= failAt();
  }
}
