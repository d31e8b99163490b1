package io.gpmcworker.api.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who asks. */
@RequestScoped
public class Requester {

  private final SecurityIdentity identity;
  private final Access access;

  Requester(SecurityIdentity identity, Access access) {
    this.identity = identity;
    this.access = access;
  }

  /** The name, as it is recorded and published. */
  public String name() {
    return identity.getPrincipal().getName();
  }

  /** Whether the name was proven; where it was not, a request may give another. */
  public boolean proven() {
    return !access.open();
  }
}
