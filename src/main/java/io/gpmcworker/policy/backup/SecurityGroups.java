package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.List;

/** Derives the {@code SecurityGroups} of a backup: the principals that a GPO names. */
public final class SecurityGroups {

  private SecurityGroups() {}

  /**
   * The principals of a GPO: first those that its settings name, then those of its DACL.
   *
   * @param securityDescriptor the GPO's descriptor
   * @param securityTemplates the content of each GptTmpl.inf in it
   * @param resolver finds accounts by SID
   */
  public static List<SecurityGroup> derive(
      SecurityDescriptor securityDescriptor,
      List<String> securityTemplates,
      AccountResolver resolver) {
    throw new UnsupportedOperationException(
        securityDescriptor + " " + securityTemplates + " " + resolver);
  }
}
