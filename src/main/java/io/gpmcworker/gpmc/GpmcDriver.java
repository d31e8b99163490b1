package io.gpmcworker.gpmc;

import java.util.Set;

/**
 * One way to run GPMC's operations on one domain. Safe for use by many threads.
 *
 * <p>Implementations: the directory engine over LDAP and SYSVOL, real GPMC over DCOM.
 */
public interface GpmcDriver extends AutoCloseable {

  /** What it can do on this domain. Anything else is rejected before it is accepted. */
  Set<OperationKind> supported();

  /** The supported operations whose running call can be cancelled. */
  Set<OperationKind> cancellable();

  /**
   * What a request touches. Looks names up; may block for as long as the domain takes.
   *
   * @throws GpmcException if it cannot be told, for instance because the domain does not answer
   */
  Target target(GpmcRequest request) throws GpmcException;

  /**
   * Makes the call. Returns as soon as it runs; everything that goes wrong from then on is in the
   * result.
   *
   * @throws GpmcException if the call could not be made; nothing of it runs then
   */
  AsyncCall start(GpmcRequest request, OperationContext context, AsyncProgress progress)
      throws GpmcException;

  /**
   * Finds out what became of a call whose worker is gone, and removes what it left on disk. Called
   * only when nobody else can be running that operation.
   */
  Recovery recover(GpmcRequest request, OperationContext context);

  /**
   * Looks whether the domain can be reached and worked on, step by step. Changes nothing that
   * stays.
   */
  void examine(Examination examination);

  /** Gives up connections. Running calls are cancelled. */
  @Override
  void close();
}
