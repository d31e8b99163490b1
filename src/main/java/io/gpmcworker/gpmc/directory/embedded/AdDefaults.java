package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.util.Optional;

/** Security descriptors that a new object gets if nobody gives it one. */
final class AdDefaults {

  /**
   * That of a GPO: {@code defaultSecurityDescriptor} of groupPolicyContainer (MS-ADSC), applied.
   */
  static final SecurityDescriptor GPO =
      parse(
          "O:DAG:DAD:PAI"
              + "(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)"
              + "(A;;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)"
              + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)"
              + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;EA)"
              + "(A;CI;LCRPLORC;;;ED)"
              + "(A;CI;LCRPLORC;;;AU)"
              + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)"
              + "(A;CIIO;CCDCLCSWRPWPDTLOSDRCWDWO;;;CO)"
              + "S:AI");

  private static final SecurityDescriptor ANYTHING_ELSE =
      parse(
          "O:DAG:DAD:AI"
              + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)"
              + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)"
              + "(A;CI;LCRPLORC;;;AU)"
              + "S:AI");

  private AdDefaults() {}

  static SecurityDescriptor securityDescriptor(Entry entry) {
    return entry.hasObjectClass("groupPolicyContainer") ? GPO : ANYTHING_ELSE;
  }

  private static SecurityDescriptor parse(String sddl) {
    try {
      return Sddl.parse(sddl, Optional.of(AdLayout.DOMAIN_SID));
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException("a constant of this class", e);
    }
  }
}
