package io.gpmcworker.policy.security;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.Optional;

/** The security descriptor definition language (MS-DTYP 2.5.1), read and written. */
public final class Sddl {

  private Sddl() {}

  /**
   * Writes a descriptor as Windows does.
   *
   * @param domain the domain whose accounts may be written by their two-letter names; without it,
   *     they are written as SIDs
   */
  public static String write(SecurityDescriptor descriptor, Optional<Sid> domain) {
    throw new UnsupportedOperationException(descriptor + " " + domain);
  }

  /**
   * Reads a descriptor.
   *
   * @param domain the domain that two-letter names of domain accounts stand for
   * @throws MalformedPolicyException if the text is malformed, or names a domain account without a
   *     domain being given
   */
  public static SecurityDescriptor parse(String text, Optional<Sid> domain)
      throws MalformedPolicyException {
    throw new MalformedPolicyException("SDDL", text + " " + domain);
  }
}
