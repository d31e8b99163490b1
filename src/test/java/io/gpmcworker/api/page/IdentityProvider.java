package io.gpmcworker.api.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An organisation's identity provider, as far as a browser's sign-in needs one: everybody who comes
 * is Olga, an operator, without being asked for a password.
 */
final class IdentityProvider implements AutoCloseable {

  private static final String CLIENT = "gpmc-page";

  private final KeyPair keys = keys();
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final String url = "http://127.0.0.1:" + server.getAddress().getPort();

  IdentityProvider() throws IOException {
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            json(
                exchange,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/sign-in","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}
                """
                    .formatted(url)));
    server.createContext("/keys", exchange -> json(exchange, publicKey()));
    server.createContext("/sign-in", IdentityProvider::signIn);
    server.createContext("/token", exchange -> json(exchange, tokens()));
    server.start();
  }

  /** What a worker is told of it. */
  Map<String, String> configuration() {
    return Map.of(
        "quarkus.oidc.tenant-enabled", "true",
        "quarkus.oidc.auth-server-url", url,
        "quarkus.oidc.client-id", CLIENT,
        "quarkus.oidc.credentials.secret", "a secret of the tests, long enough to be a key",
        "quarkus.oidc.application-type", "hybrid");
  }

  private static void signIn(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    exchange
        .getResponseHeaders()
        .add("Location", asked.get("redirect_uri") + "?code=1&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /** An access token, as people get one by other ways too. */
  String token() {
    return Jwt.issuer(url)
        .audience(CLIENT)
        .subject("olga")
        .upn("olga")
        .groups(Set.of("operator"))
        .jws()
        .keyId("1")
        .sign(keys.getPrivate());
  }

  private String tokens() {
    return """
    {"access_token":"%1$s","id_token":"%1$s","token_type":"Bearer","expires_in":300}
    """
        .formatted(token());
  }

  private String publicKey() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
    {"keys":[{"kty":"RSA","kid":"1","alg":"RS256","use":"sig","n":"%s","e":"%s"}]}
    """
        .formatted(
            number(key.getModulus().toByteArray()), number(key.getPublicExponent().toByteArray()));
  }

  private static String number(byte[] bytes) {
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
