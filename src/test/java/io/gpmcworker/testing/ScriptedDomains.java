package io.gpmcworker.testing;

import io.gpmcworker.gpmc.Domains;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** In tests inside the worker, domain {@code corp} obeys the test. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedDomains {

  private static final ScriptedDriver DRIVER = new ScriptedDriver();

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  Domains domains() {
    return new Domains(Map.of("corp", DRIVER));
  }

  @Produces
  @Singleton
  ScriptedDriver driver() {
    return DRIVER;
  }
}
