package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.PROBLEM;
import static io.gpmcworker.api.ApiCalls.backup;
import static io.gpmcworker.api.ApiCalls.get;
import static io.gpmcworker.api.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** People whom an identity provider knows, with tokens signed by a key of this test. */
@QuarkusTest
@TestProfile(OidcHttpTest.Provider.class)
class OidcHttpTest extends WorkerTest {

  /** The provider's part: its public key, and its own name for those who operate. */
  public static class Provider implements QuarkusTestProfile {

    private static final KeyPair KEYS = keys();

    @Override
    public Map<String, String> getConfigOverrides() {
      // The test reads the private key back: its own class loader is another one.
      return Map.of(
          "quarkus.oidc.tenant-enabled",
          "true",
          "quarkus.oidc.public-key",
          base64(KEYS.getPublic().getEncoded()),
          "test.private-key",
          base64(KEYS.getPrivate().getEncoded()),
          "quarkus.http.auth.roles-mapping.gp-team",
          "operator");
    }

    private static String base64(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }

    static KeyPair keys() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ConfigProperty(name = "test.private-key")
  String privateKey;

  private PrivateKey key() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
  }

  private Map<String, String> token(String name, String group) throws GeneralSecurityException {
    return bearer(Jwt.upn(name).groups(Set.of(group)).sign(key()));
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Test
  void aTokensGroupsAreRoles() throws GeneralSecurityException {
    get("/operations", token("vera", "viewer")).then().statusCode(200);
    post("/operations", backup(id, id, ""), token("vera", "viewer"))
        .then()
        .statusCode(403)
        .contentType(PROBLEM);
    get("/operations", token("nobody", "sales")).then().statusCode(403);
    get("/operations", token("adam", "admin")).then().statusCode(200);
  }

  @Test
  void theProvidersOwnNamesAreMappedAndTheTokenSaysWhoAsked() throws GeneralSecurityException {
    Map<String, String> otto = token("otto@corp.example", "gp-team");

    post("/operations", backup(id, id, ",\"requestedBy\":\"jane\""), otto)
        .then()
        .statusCode(422)
        .body("errors.field", contains("requestedBy"));
    post("/operations", backup(id, id, ""), otto).then().statusCode(202);

    topics.awaitEnd(id);
    get("/operations/" + id, otto)
        .then()
        .statusCode(200)
        .body("requestedBy", equalTo("otto@corp.example"));
  }

  @Test
  void whoHasNoTokenOrAWrongOneIsChallenged() {
    String forged = Jwt.upn("eve").groups(Set.of("admin")).sign(Provider.keys().getPrivate());
    String unsigned = "eyJhbGciOiJub25lIn0.eyJ1cG4iOiJldmUiLCJncm91cHMiOlsiYWRtaW4iXX0.";

    get("/operations", Map.of()).then().statusCode(401).contentType(PROBLEM);
    assertThat(get("/operations", Map.of()).headers().getValues("WWW-Authenticate"))
        .contains("Bearer");
    get("/operations", bearer(forged)).then().statusCode(401).contentType(PROBLEM);
    get("/operations", bearer(unsigned)).then().statusCode(401).contentType(PROBLEM);
  }

  @Test
  void aTokenThatIsOverIsRefused() throws GeneralSecurityException {
    String over =
        Jwt.upn("adam")
            .groups(Set.of("admin"))
            .issuedAt(Instant.now().minusSeconds(7200))
            .expiresAt(Instant.now().minusSeconds(3600))
            .sign(key());

    get("/operations", bearer(over)).then().statusCode(401);
  }
}
