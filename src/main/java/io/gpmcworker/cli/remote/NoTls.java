package io.gpmcworker.cli.remote;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * For a client that talks to {@code http://} alone. Java's client sets TLS up even then, with all
 * ciphers and certificate authorities, which takes a tenth of a command's time.
 */
final class NoTls extends SSLContextSpi {

  private NoTls() {}

  static SSLContext context() {
    return new SSLContext(new NoTls(), null, "none") {};
  }

  private static UnsupportedOperationException refuse() {
    return new UnsupportedOperationException("no TLS was asked for");
  }

  @Override
  protected void engineInit(
      KeyManager @Nullable [] keys,
      TrustManager @Nullable [] trusted,
      @Nullable SecureRandom random) {
    throw refuse();
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw refuse();
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw refuse();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw refuse();
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    throw refuse();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    throw refuse();
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    throw refuse();
  }
}
