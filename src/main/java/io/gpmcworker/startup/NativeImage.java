package io.gpmcworker.startup;

import io.gpmcworker.event.DeadLetter;
import io.gpmcworker.event.EventData;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native image would not find by itself, each with the reason: the one place for it. What
 * Quarkus' own extensions register (Flyway, Hibernate, Kafka, Micrometer, the JDBC driver) is not
 * repeated here. Classes that are set up at run time and resources that are looked up by name are
 * in {@code application.properties}, {@code quarkus.native.*}. {@code NativeImageTest} holds all of
 * it against the libraries.
 */
final class NativeImage {

  private NativeImage() {}

  /** Jackson writes the payloads of events and reads and writes the outbox' headers. */
  @RegisterForReflection(
      targets = {
        EventData.class,
        EventData.Accepted.class,
        EventData.Started.class,
        EventData.Progressed.class,
        EventData.Cancelling.class,
        EventData.Ended.class,
        EventData.CancelRequest.class,
        EventData.CancelAnswer.class,
        EventData.Rejected.class,
        EventData.Problem.class,
        EventData.FieldError.class,
        DeadLetter.Header.class
      })
  static final class Json {
    private Json() {}
  }

  /**
   * Jackson writes the problems that HTTP answers errors with: exceptions become them, so no
   * resource says that it returns one.
   */
  @RegisterForReflection(classNames = "io.gpmcworker.api.problem.ProblemDetails")
  static final class Problems {
    private Problems() {}
  }

  /** SmallRye looks at an account's settings, which are part of mappings and none themselves. */
  @RegisterForReflection(targets = AccountConfig.class)
  static final class Settings {
    private Settings() {}
  }

  /**
   * smbj's event bus (MBassador) looks for handler methods, and makes what invokes them; smbj makes
   * what it logs on by SPNEGO with by name, so that it can do without.
   */
  @RegisterForReflection(
      classNames = {
        "com.hierynomus.smbj.SMBClient",
        "com.hierynomus.smbj.connection.Connection",
        "com.hierynomus.smbj.session.Session",
        "com.hierynomus.smbj.auth.SpnegoAuthenticator$Factory",
        "net.engio.mbassy.dispatch.ReflectiveHandlerInvocation",
        "net.engio.mbassy.listener.MessageHandler",
        "net.engio.mbassy.listener.Handler"
      },
      registerFullHierarchy = true)
  static final class Smb {
    private Smb() {}
  }

  /** Kerberos: JAAS makes its module by name, smbj asks GSS for the session key by name. */
  @RegisterForReflection(
      classNames = {
        "com.sun.security.auth.module.Krb5LoginModule",
        "com.sun.security.jgss.ExtendedGSSContext",
        "com.sun.security.jgss.InquireType"
      })
  static final class Kerberos {
    private Kerberos() {}
  }

  /** UnboundID makes the controls that a controller answers with by the names of their classes. */
  @RegisterForReflection(
      classNames = {
        "com.unboundid.ldap.sdk.controls.SimplePagedResultsControl",
        "com.unboundid.ldap.sdk.controls.PasswordExpiredControl",
        "com.unboundid.ldap.sdk.controls.PasswordExpiringControl"
      })
  static final class Ldap {
    private Ldap() {}
  }

  /**
   * j-Interop's RPC takes the connection's context by the name in its properties, mostly the
   * hardened one. What j-Interop keeps to itself and has to be reached all the same ({@code
   * JInterop}) is reached by reflection.
   */
  @RegisterForReflection(
      classNames = {
        "io.gpmcworker.gpmc.dcom.interop.HardenedConnectionContext",
        "rpc.security.ntlm.NtlmConnectionContext",
        "rpc.BasicConnectionContext",
        "org.jinterop.dcom.core.JIComObjectImpl",
        "org.jinterop.dcom.core.JIComOxidStub",
        "org.jinterop.dcom.core.JIComServer",
        "org.jinterop.dcom.core.JIInterfacePointer",
        "org.jinterop.dcom.core.JIRemUnknownServer",
        "org.jinterop.dcom.core.JISession"
      })
  static final class Rpc {
    private Rpc() {}
  }

  /** jcifs makes NTLM's digests and ciphers with BouncyCastle's provider, which goes by names. */
  @RegisterForReflection(
      classNames = {
        "org.bouncycastle.jcajce.provider.digest.MD4$Mappings",
        "org.bouncycastle.jcajce.provider.digest.MD4$Digest",
        "org.bouncycastle.jcajce.provider.digest.MD5$Mappings",
        "org.bouncycastle.jcajce.provider.digest.MD5$Digest",
        "org.bouncycastle.jcajce.provider.digest.MD5$HashMac",
        "org.bouncycastle.jcajce.provider.symmetric.ARC4$Mappings",
        "org.bouncycastle.jcajce.provider.symmetric.ARC4$Base",
        "org.bouncycastle.jcajce.provider.symmetric.DES$Mappings",
        "org.bouncycastle.jcajce.provider.symmetric.DES$ECB"
      })
  static final class Crypto {
    private Crypto() {}
  }
}
