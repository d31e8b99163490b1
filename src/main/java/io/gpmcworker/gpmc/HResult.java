package io.gpmcworker.gpmc;

import java.util.Map;
import java.util.Optional;

/**
 * An HRESULT: negative is a failure, zero or positive a success (MS-ERREF 2.1).
 *
 * @param code the 32 bits
 */
public record HResult(int code) {

  public static final HResult S_OK = new HResult(0);
  public static final HResult E_NOTIMPL = new HResult(0x80004001);
  public static final HResult E_ABORT = new HResult(0x80004004);
  public static final HResult E_FAIL = new HResult(0x80004005);
  public static final HResult E_INVALIDARG = new HResult(0x80070057);
  public static final HResult E_ACCESSDENIED = new HResult(0x80070005);
  public static final HResult ERROR_FILE_NOT_FOUND = new HResult(0x80070002);
  public static final HResult ERROR_INVALID_DATA = new HResult(0x8007000D);
  public static final HResult ERROR_WRITE_PROTECT = new HResult(0x80070013);
  public static final HResult ERROR_WRITE_FAULT = new HResult(0x8007001D);
  public static final HResult ERROR_SHARING_VIOLATION = new HResult(0x80070020);
  public static final HResult ERROR_NOT_SUPPORTED = new HResult(0x80070032);
  public static final HResult ERROR_BAD_NETPATH = new HResult(0x80070035);
  public static final HResult ERROR_DISK_FULL = new HResult(0x80070070);
  public static final HResult ERROR_DIR_NOT_EMPTY = new HResult(0x80070091);
  public static final HResult ERROR_ALREADY_EXISTS = new HResult(0x800700B7);
  public static final HResult ERROR_OPERATION_ABORTED = new HResult(0x800703E3);

  /**
   * The status with which the directory driver ends a cancelled call. No page of Microsoft's says
   * which one GPMC uses, so any failure after a cancel counts as cancelled.
   */
  public static final HResult ERROR_CANCELLED = new HResult(0x800704C7);

  public static final HResult ERROR_INVALID_DOMAINNAME = new HResult(0x800704BC);
  public static final HResult ERROR_TIMEOUT = new HResult(0x800705B4);
  public static final HResult ERROR_DS_OPERATIONS_ERROR = new HResult(0x80072020);
  public static final HResult ERROR_DS_NO_SUCH_OBJECT = new HResult(0x80072030);
  public static final HResult ERROR_DS_SERVER_DOWN = new HResult(0x8007203A);
  public static final HResult RPC_E_CALL_CANCELED = new HResult(0x80010002);
  public static final HResult REGDB_E_CLASSNOTREG = new HResult(0x80040154);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(S_OK.code, "S_OK"),
          Map.entry(E_NOTIMPL.code, "E_NOTIMPL"),
          Map.entry(E_ABORT.code, "E_ABORT"),
          Map.entry(E_FAIL.code, "E_FAIL"),
          Map.entry(E_INVALIDARG.code, "E_INVALIDARG"),
          Map.entry(E_ACCESSDENIED.code, "E_ACCESSDENIED"),
          Map.entry(ERROR_FILE_NOT_FOUND.code, "ERROR_FILE_NOT_FOUND"),
          Map.entry(ERROR_INVALID_DATA.code, "ERROR_INVALID_DATA"),
          Map.entry(ERROR_WRITE_PROTECT.code, "ERROR_WRITE_PROTECT"),
          Map.entry(ERROR_WRITE_FAULT.code, "ERROR_WRITE_FAULT"),
          Map.entry(ERROR_SHARING_VIOLATION.code, "ERROR_SHARING_VIOLATION"),
          Map.entry(ERROR_NOT_SUPPORTED.code, "ERROR_NOT_SUPPORTED"),
          Map.entry(ERROR_BAD_NETPATH.code, "ERROR_BAD_NETPATH"),
          Map.entry(ERROR_DISK_FULL.code, "ERROR_DISK_FULL"),
          Map.entry(ERROR_DIR_NOT_EMPTY.code, "ERROR_DIR_NOT_EMPTY"),
          Map.entry(ERROR_ALREADY_EXISTS.code, "ERROR_ALREADY_EXISTS"),
          Map.entry(ERROR_OPERATION_ABORTED.code, "ERROR_OPERATION_ABORTED"),
          Map.entry(ERROR_CANCELLED.code, "ERROR_CANCELLED"),
          Map.entry(ERROR_INVALID_DOMAINNAME.code, "ERROR_INVALID_DOMAINNAME"),
          Map.entry(ERROR_TIMEOUT.code, "ERROR_TIMEOUT"),
          Map.entry(ERROR_DS_OPERATIONS_ERROR.code, "ERROR_DS_OPERATIONS_ERROR"),
          Map.entry(ERROR_DS_NO_SUCH_OBJECT.code, "ERROR_DS_NO_SUCH_OBJECT"),
          Map.entry(ERROR_DS_SERVER_DOWN.code, "ERROR_DS_SERVER_DOWN"),
          Map.entry(RPC_E_CALL_CANCELED.code, "RPC_E_CALL_CANCELED"),
          Map.entry(REGDB_E_CLASSNOTREG.code, "REGDB_E_CLASSNOTREG"));

  /** Whether it says failure: the severity bit is set. */
  public boolean failed() {
    return code < 0;
  }

  /** The name in {@code winerror.h}; a Win32 error stands under its own name. */
  public Optional<String> name() {
    return Optional.ofNullable(NAMES.get(code));
  }

  /** As eight hexadecimal digits: {@code 0x80070005}. */
  public String hex() {
    return String.format("0x%08X", code);
  }

  @Override
  public String toString() {
    return name().map(name -> hex() + " (" + name + ")").orElseGet(this::hex);
  }
}
