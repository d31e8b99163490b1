package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.dcom.orpc.ComVersion;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import ndr.NdrBuffer;
import ndr.NetworkDataRepresentation;
import org.jinterop.dcom.common.JIComVersion;
import org.jinterop.dcom.common.JIErrorCodes;
import org.jinterop.dcom.common.JIException;
import org.jinterop.dcom.common.JISystem;
import org.jinterop.dcom.core.IJIComObject;
import org.jinterop.dcom.core.JISession;
import org.jspecify.annotations.Nullable;
import rpc.Stub;

/**
 * j-Interop's static state, and what of j-Interop is reached by reflection: set up once, here, and
 * touched nowhere else.
 *
 * <p>As it is published, j-Interop activates below packet integrity and logs keys and all system
 * properties. Set up here, everything that it opens — activation, object calls, {@code
 * IRemUnknown}, pings — uses NTLMv2 at packet privacy through {@link HardenedConnection}, and its
 * log is off.
 */
final class JInterop {

  private static final String CORE = "org.jinterop.dcom.core.";

  /** Kept, since a logger that nobody holds forgets that it is off. */
  private static final Logger LOG = Logger.getLogger("org.jinterop");

  /** Of pings, which know no session and so no timeout of their own. */
  private static final String PING_TIMEOUT_MILLIS = "30000";

  /** What every Windows speaks; newer ones are tried if a host refuses it. */
  private static final int[][] VERSIONS = {{5, 2}, {5, 7}};

  /** {@code JIFlags.FLAG_REPRESENTATION_INTERFACEPTR_DECODE2}. */
  private static final int REFERENCE_WITHOUT_LENGTH = 32768;

  private static final Method DECODE;
  private static final Constructor<?> POINTER;
  private static final Constructor<?> OBJECT;
  private static final Method STUB;

  static {
    LOG.setLevel(Level.OFF);
    try {
      harden(CORE + "JIComServer", "DEFAULTS");
      harden(CORE + "JIComOxidStub", "DEFAULTS");
      harden(CORE + "JIRemUnknownServer", "defaults");
      Class<?> pointer = Class.forName(CORE + "JIInterfacePointer");
      DECODE =
          pointer.getDeclaredMethod(
              "decode", NetworkDataRepresentation.class, List.class, int.class, Map.class);
      DECODE.setAccessible(true);
      POINTER = pointer.getDeclaredConstructor(String.class, pointer);
      POINTER.setAccessible(true);
      OBJECT =
          Class.forName(CORE + "JIComObjectImpl").getDeclaredConstructor(JISession.class, pointer);
      OBJECT.setAccessible(true);
      STUB = JISession.class.getDeclaredMethod("getStub");
      STUB.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This is not the j-Interop that the driver was made for; see the version in pom.xml", e);
    }
    speak(0);
  }

  private JInterop() {}

  private static void harden(String className, String field) throws ReflectiveOperationException {
    Field defaults = Class.forName(className).getDeclaredField(field);
    defaults.setAccessible(true);
    Properties properties = (Properties) defaults.get(null);
    for (String name : List.of("sign", "seal", "keyExchange", "ntlm2", "ntlmv2")) {
      properties.setProperty("rpc.ntlm." + name, "true");
    }
    properties.setProperty("rpc.ntlm.keyLength", "128");
    properties.setProperty("rpc.socketTimeout", PING_TIMEOUT_MILLIS);
    properties.setProperty("rpc.connectionContext", HardenedConnectionContext.class.getName());
  }

  /** How many versions of DCOM can be tried. */
  static int versions() {
    return VERSIONS.length;
  }

  /** Speaks a version of DCOM from now on, to everybody. */
  static void speak(int version) {
    JISystem.setCOMVersion(new JIComVersion(VERSIONS[version][0], VERSIONS[version][1]));
  }

  /** What is spoken now. */
  static ComVersion version() {
    JIComVersion version = JISystem.getCOMVersion();
    return new ComVersion(version.getMajorVersion(), version.getMinorVersion());
  }

  /**
   * One more connection to where an object's calls go.
   *
   * @throws JIException if the session of the object has ended
   */
  static AsideConnection aside(IJIComObject object) throws JIException {
    try {
      Object stub = STUB.invoke(object.getAssociatedSession());
      if (stub == null) {
        throw new JIException(JIErrorCodes.JI_SESSION_DESTROYED);
      }
      return new AsideConnection((Stub) stub, object.getInterfaceIdentifier());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("j-Interop does not tell where a session's calls go", e);
    }
  }

  /** A session that is not connected yet. */
  static JISession session(ComHost host, String password) {
    JISession session =
        JISession.createSession(host.account().domain(), host.account().user(), password);
    session.useSessionSecurity(true);
    session.useNTLMv2(true);
    session.setGlobalSocketTimeout(Math.toIntExact(host.callTimeout().toMillis()));
    return session;
  }

  /**
   * An object from the bytes of its reference, without a call to its exporter.
   *
   * @param session the session that calls it; null for one of another exporter, which is only
   *     passed on
   */
  static IJIComObject object(@Nullable JISession session, byte[] reference, String iid) {
    NetworkDataRepresentation ndr = new NetworkDataRepresentation();
    NdrBuffer buffer = new NdrBuffer(reference.clone(), 0);
    buffer.length = reference.length;
    ndr.setBuffer(buffer);
    try {
      Object decoded =
          DECODE.invoke(null, ndr, new ArrayList<>(), REFERENCE_WITHOUT_LENGTH, new HashMap<>());
      return (IJIComObject) OBJECT.newInstance(session, POINTER.newInstance(iid, decoded));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("j-Interop does not take a reference that was read", e);
    }
  }
}
