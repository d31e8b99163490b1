package io.gpmcworker.gpmc.directory.smb;

import com.hierynomus.mserref.NtStatus;
import com.hierynomus.mssmb2.SMBApiException;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.IoFailures.PlacedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/** The library's failures as those of files. */
final class SmbErrors {

  private static final Set<NtStatus> NOT_FOUND =
      Set.of(
          NtStatus.STATUS_OBJECT_NAME_NOT_FOUND,
          NtStatus.STATUS_OBJECT_PATH_NOT_FOUND,
          NtStatus.STATUS_NO_SUCH_FILE,
          NtStatus.STATUS_DELETE_PENDING);

  /** The server has forgotten who we are: to it, this is a new connection. */
  private static final Set<NtStatus> SESSION_GONE =
      Set.of(
          NtStatus.STATUS_USER_SESSION_DELETED,
          NtStatus.STATUS_NETWORK_SESSION_EXPIRED,
          NtStatus.STATUS_NETWORK_NAME_DELETED,
          NtStatus.STATUS_CONNECTION_DISCONNECTED,
          NtStatus.STATUS_CONNECTION_RESET);

  private SmbErrors() {}

  /** Another program has a file open or locked, in a way that does not go with what was asked. */
  static final class InUseException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    InUseException(String path) {
      super(path, null, "another program has it open; try again later");
    }
  }

  static boolean isReadOnly(SMBApiException failure) {
    return failure.getStatus() == NtStatus.STATUS_CANNOT_DELETE;
  }

  static boolean isNotFound(SMBApiException failure) {
    return NOT_FOUND.contains(failure.getStatus());
  }

  /**
   * Whether the failure is of the connection, and not an answer to the request.
   *
   * @param failure what the library threw
   */
  static boolean isConnection(RuntimeException failure) {
    return !(failure instanceof SMBApiException answer)
        || SESSION_GONE.contains(answer.getStatus());
  }

  /**
   * The failure of a file.
   *
   * @param server the server's name
   * @param path where the file is
   */
  static IOException of(String server, String path, RuntimeException failure) {
    if (!(failure instanceof SMBApiException answer) || isConnection(failure)) {
      return down(server, failure);
    }
    if (isNotFound(answer)) {
      return caused(new NoSuchFileException(path), failure);
    }
    return caused(
        switch (answer.getStatus()) {
          case STATUS_ACCESS_DENIED, STATUS_PRIVILEGE_NOT_HELD -> new AccessDeniedException(path);
          case STATUS_OBJECT_NAME_COLLISION -> new FileAlreadyExistsException(path);
          case STATUS_DIRECTORY_NOT_EMPTY -> new DirectoryNotEmptyException(path);
          case STATUS_SHARING_VIOLATION, STATUS_FILE_LOCK_CONFLICT, STATUS_LOCK_NOT_GRANTED ->
              new InUseException(path);
          case STATUS_DISK_FULL ->
              new FileSystemException(path, null, "no space left on " + server);
          case STATUS_FILE_IS_A_DIRECTORY -> new FileSystemException(path, null, "is a folder");
          case STATUS_NOT_A_DIRECTORY -> new FileSystemException(path, null, "is no folder");
          default -> new FileSystemException(path, null, status(answer));
        },
        failure);
  }

  private static IOException caused(IOException failure, Exception cause) {
    failure.initCause(cause);
    return failure;
  }

  /** The server does not answer, or not any more. */
  static IOException down(String server, Exception cause) {
    return new PlacedException(
        new GpmcException(
            HResult.ERROR_BAD_NETPATH,
            "The server %s does not answer over SMB (%s); check that it runs and that its port is open."
                .formatted(server, reason(cause)),
            cause));
  }

  /** The server does not let the worker in, or not to that share. */
  static IOException refused(String server, String share, String account, SMBApiException answer) {
    return switch (answer.getStatus()) {
      case STATUS_BAD_NETWORK_NAME -> noShare(server, share);
      case STATUS_ACCESS_DENIED,
          STATUS_LOGON_FAILURE,
          STATUS_PASSWORD_EXPIRED,
          STATUS_ACCOUNT_DISABLED,
          STATUS_LOGON_TYPE_NOT_GRANTED,
          STATUS_OTHER ->
          denied(
              "The server %s refuses account %s over SMB (%s); check the account, its password and its right to the share %s."
                  .formatted(server, account, status(answer), share),
              answer);
      default -> down(server, answer);
    };
  }

  /** The server let in a guest: whoever that is, it is not the worker's account. */
  static IOException guest(String server, String account) {
    return new PlacedException(
        new GpmcException(
            HResult.E_ACCESSDENIED,
            "The server %s takes account %s for a guest; check the account and its password."
                .formatted(server, account)));
  }

  /** There is no such share. */
  static IOException noShare(String server, String share) {
    return new PlacedException(
        new GpmcException(
            HResult.ERROR_BAD_NETPATH,
            "The server %s has no share of files named '%s'; check the name."
                .formatted(server, share)));
  }

  private static IOException denied(String sentence, Exception cause) {
    return new PlacedException(new GpmcException(HResult.E_ACCESSDENIED, sentence, cause));
  }

  /** The status by its name, or by its number if it has none here. */
  private static String status(SMBApiException answer) {
    return answer.getStatus() == NtStatus.STATUS_OTHER
        ? "status 0x%08X".formatted(answer.getStatusCode())
        : answer.getStatus().name();
  }

  /** The innermost cause says best what happened to a connection. */
  private static String reason(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }
}
