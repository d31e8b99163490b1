package io.gpmcworker.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.browser.Tab;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** People whom their organisation's identity provider signs in. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@QuarkusTestResource(value = IdentityProvider.class, restrictToAnnotatedClass = true)
class PageProviderTest extends PageStage {

  @Test
  void whoComesFromTheProviderIsKnownAndMayDoAsTheGroupsSay() throws Exception {
    Tab olga = browser.person();
    olga.go(address());
    olga.awaitText("Sign in with your organisation", "Access token");

    olga.press("Sign in with your organisation")
        .awaitText("olga (operator)", "Live", "Nothing runs.");
    assertThat(olga.see("location.href").asText()).isEqualTo(address());
    assertThat(olga.see("document.cookie").asText()).as("cookies that scripts see").isEmpty();

    olga.press("Sign out").awaitText("Sign in with your organisation");
  }
}
