package io.gpmcworker.startup;

import io.gpmcworker.api.security.Access;
import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Whether nobody is let in who should not be. */
@ApplicationScoped
class HttpAccessCheck implements Preflight.Check {

  private final Access access;

  HttpAccessCheck(Access access) {
    this.access = access;
  }

  @Override
  public void run() throws UnfitException {
    try {
      access.check();
    } catch (IOException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
  }
}
