package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.Operation;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.DomainSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a change again whose worker died. It was made on one domain controller, and until that has
 * replicated, no other knows of it: that one of them has seen nothing says nothing about it.
 */
final class ControllerOfChange {

  private final DomainSource source;

  ControllerOfChange(DomainSource source) {
    this.source = source;
  }

  /** Makes the operation that is looked for, on a domain controller. */
  @FunctionalInterface
  interface On {
    Operation operation(DirectoryDomain domain) throws GpmcException;
  }

  /**
   * The operation on the first controller that has anything of it.
   *
   * @throws GpmcException if none has, and one could not be asked
   */
  Operation find(On on) throws GpmcException {
    List<GpmcException> silent = new ArrayList<>();
    List<Operation> without = new ArrayList<>();
    for (String controller : source.controllers()) {
      try {
        Operation operation = on.operation(source.pin(controller));
        if (operation.isHere()) {
          return operation;
        }
        without.add(operation);
      } catch (GpmcException e) {
        // The next would refuse the account as well, and lock it in the end.
        if (e.hresult().equals(HResult.E_ACCESSDENIED)) {
          throw e;
        }
        silent.add(e);
      }
    }
    if (silent.isEmpty()) {
      return without.getFirst();
    }
    GpmcException first = silent.getFirst();
    throw new GpmcException(
        first.hresult(),
        "A domain controller that it may have been on does not answer: %s When it does again, look into ~gpmc-worker in its SYSVOL: what was there before is kept in it."
            .formatted(first.getMessage()),
        first);
  }
}
