package io.gpmcworker.gpmc.dcom.rpce;

/** A call is answered with a fault instead of results. */
public final class RpcFaultException extends Exception {

  private static final long serialVersionUID = 1L;

  /** {@code ERROR_ACCESS_DENIED}. */
  public static final int ACCESS_DENIED = 5;

  /** {@code RPC_X_BAD_STUB_DATA}. */
  public static final int BAD_STUB_DATA = 0x6F7;

  /** {@code nca_s_op_rng_error}: no such method. */
  public static final int NO_SUCH_METHOD = 0x1C010002;

  /** {@code nca_s_unk_if}: no such interface. */
  public static final int NO_SUCH_INTERFACE = 0x1C010003;

  /** {@code nca_s_proto_error}: the packets make no sense in this order. */
  public static final int PROTOCOL_ERROR = 0x1C01000B;

  /** {@code RPC_E_DISCONNECTED}: the object is not there any more. */
  public static final int DISCONNECTED = 0x80010108;

  /** {@code RPC_E_SERVERFAULT}: the server failed. */
  public static final int SERVER_FAULT = 0x80010105;

  private final int status;

  /**
   * @param status what the caller is told
   * @param why for the log
   */
  public RpcFaultException(int status, String why) {
    super(why);
    this.status = status;
  }

  /** What the caller is told. */
  public int status() {
    return status;
  }
}
