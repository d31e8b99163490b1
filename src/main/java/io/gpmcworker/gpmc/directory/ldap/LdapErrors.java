package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/** LDAP's result codes in GPMC's words. */
final class LdapErrors {

  private static final int MAX_DIAGNOSIS = 300;
  private static final int MAX_DEPTH = 30;

  private LdapErrors() {}

  /**
   * The exception for a failed request.
   *
   * @param server the address of the domain controller
   * @param doing what was being done, as in "reading GPO {…}"
   */
  static GpmcException of(String server, String doing, LDAPException cause) {
    Optional<GpmcException> inner = inner(cause, GpmcException.class);
    if (inner.isPresent()) {
      return new GpmcException(inner.get().hresult(), sentence(inner.get()), cause);
    }
    Optional<SSLException> tls = inner(cause, SSLException.class);
    if (tls.isPresent()) {
      return new GpmcException(
          HResult.ERROR_DS_SERVER_DOWN,
          "The domain controller at %s has no certificate that can be trusted (%s). Check its name, and configure the authority that issued it."
              .formatted(server, sentence(tls.get())),
          cause);
    }
    Optional<GSSException> kerberos = inner(cause, GSSException.class);
    if (kerberos.isPresent()) {
      return new GpmcException(
          HResult.E_ACCESSDENIED,
          "Kerberos does not let the worker in at %s (%s). Check the controller's name, krb5.conf and the clocks."
              .formatted(server, sentence(kerberos.get())),
          cause);
    }
    HResult status = status(cause.getResultCode());
    String code = cause.getResultCode().getName();
    if (status.equals(HResult.ERROR_DS_SERVER_DOWN)) {
      return new GpmcException(
          status,
          "The domain controller at %s does not answer (%s while %s). Check that it runs and that its address is right."
              .formatted(server, code, doing),
          cause);
    }
    return new GpmcException(
        status,
        "The directory at %s refused %s: %s%s.".formatted(server, doing, code, diagnosis(cause)),
        cause);
  }

  /** What lies below a failure; the library wraps it several times, and sometimes in its words. */
  private static <T extends Throwable> Optional<T> inner(Throwable failure, Class<T> type) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, LdapErrors::cause)
        .limit(MAX_DEPTH)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static @Nullable Throwable cause(Throwable failure) {
    return failure.getCause();
  }

  private static String sentence(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static HResult status(ResultCode code) {
    return switch (code.intValue()) {
      case ResultCode.CONNECT_ERROR_INT_VALUE,
          ResultCode.SERVER_DOWN_INT_VALUE,
          ResultCode.TIMEOUT_INT_VALUE,
          ResultCode.UNAVAILABLE_INT_VALUE,
          ResultCode.BUSY_INT_VALUE ->
          HResult.ERROR_DS_SERVER_DOWN;
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> HResult.ERROR_DS_NO_SUCH_OBJECT;
      case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE,
          ResultCode.INVALID_CREDENTIALS_INT_VALUE,
          ResultCode.AUTHORIZATION_DENIED_INT_VALUE,
          ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE ->
          HResult.E_ACCESSDENIED;
      case ResultCode.ENTRY_ALREADY_EXISTS_INT_VALUE -> HResult.ERROR_ALREADY_EXISTS;
      case ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE -> HResult.ERROR_TIMEOUT;
      default -> HResult.ERROR_DS_OPERATIONS_ERROR;
    };
  }

  /** What the server said, shortened; it is the server's text. */
  private static String diagnosis(LDAPException cause) {
    String text = String.valueOf(cause.getDiagnosticMessage()).strip();
    if (cause.getDiagnosticMessage() == null || text.isEmpty()) {
      return "";
    }
    return " ("
        + (text.length() > MAX_DIAGNOSIS ? text.substring(0, MAX_DIAGNOSIS) + "…" : text)
        + ")";
  }
}
