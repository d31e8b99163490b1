package io.gpmcworker.gpmc;

/** Is told of every call to a domain controller. Called on the thread of the call; never blocks. */
@FunctionalInterface
public interface ControllerCalls {

  /** Nobody is told. */
  ControllerCalls NOBODY = (controller, protocol, nanos, failed) -> {};

  /** What is spoken with it. */
  enum Protocol {
    LDAP,
    SMB,
    DCOM
  }

  /**
   * A call has ended.
   *
   * @param controller the host's name
   * @param nanos how long it took
   * @param failed whether no answer came, or a refusal
   */
  void called(String controller, Protocol protocol, long nanos, boolean failed);
}
