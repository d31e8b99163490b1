package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.GSSAPIBindRequest;
import com.unboundid.ldap.sdk.GSSAPIBindRequestProperties;
import com.unboundid.ldap.sdk.GSSAPIChannelBindingType;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PasswordProvider;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SASLQualityOfProtection;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Credentials as bind requests. */
final class LdapBinds {

  /** Left as they are: the machine's Kerberos configuration is not this library's to change. */
  private static final List<String> NOT_TO_BE_SET =
      List.of(
          "java.security.auth.login.config", "java.security.krb5.realm", "java.security.krb5.kdc");

  private LdapBinds() {}

  /**
   * The bind of the given credentials.
   *
   * @param jaasName under which JAAS has the tickets of a Kerberos principal
   */
  static BindRequest of(LdapSettings settings, String jaasName) throws LDAPException {
    return switch (settings.credentials()) {
      case Credentials.Anonymous nobody -> new SimpleBindRequest();
      case Credentials.UserPassword(String name, Secret password) ->
          new SimpleBindRequest(name, new SecretPassword(password));
      case Credentials.Kerberos kerberos -> kerberos(kerberos, settings.security(), jaasName);
    };
  }

  private static BindRequest kerberos(
      Credentials.Kerberos kerberos, LdapSecurity security, String jaasName) throws LDAPException {
    GSSAPIBindRequestProperties properties =
        new GSSAPIBindRequestProperties(kerberos.principal(), new byte[0]);
    properties.setJAASClientName(jaasName);
    properties.setConfigFilePath("");
    properties.setSuppressedSystemProperties(NOT_TO_BE_SET);
    switch (security) {
      case KERBEROS_SEAL -> properties.setAllowedQoP(SASLQualityOfProtection.AUTH_CONF);
      case KERBEROS_SIGN -> properties.setAllowedQoP(SASLQualityOfProtection.AUTH_INT);
      case LDAPS, START_TLS -> {
        properties.setAllowedQoP(SASLQualityOfProtection.AUTH);
        properties.setChannelBindingType(GSSAPIChannelBindingType.TLS_SERVER_END_POINT);
      }
      case NONE -> properties.setAllowedQoP(SASLQualityOfProtection.AUTH);
    }
    return new GSSAPIBindRequest(properties);
  }

  /** Gives the password when it is needed, as it is then. */
  private static final class SecretPassword extends PasswordProvider {

    private static final long serialVersionUID = 1L;

    private final transient Secret secret;

    SecretPassword(Secret secret) {
      this.secret = secret;
    }

    @Override
    public byte[] getPasswordBytes() throws LDAPException {
      try {
        char[] password = secret.read();
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.limit());
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(password, '\0');
        return bytes;
      } catch (GpmcException e) {
        throw new LDAPException(ResultCode.LOCAL_ERROR, String.valueOf(e.getMessage()), e);
      }
    }
  }
}
