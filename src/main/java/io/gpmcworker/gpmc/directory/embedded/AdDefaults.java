package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.util.Optional;

/** Security descriptors that a new object gets if nobody gives it one. */
final class AdDefaults {

  /** {@code defaultSecurityDescriptor} of groupPolicyContainer (MS-ADSC), applied. */
  private static final String OF_GPO =
      "O:DAG:DAD:PAI"
          + "(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)"
          + "(A;;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)"
          + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)"
          + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;EA)"
          + "(A;CI;LCRPLORC;;;ED)"
          + "(A;CI;LCRPLORC;;;AU)"
          + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)"
          + "(A;CIIO;CCDCLCSWRPWPDTLOSDRCWDWO;;;CO)"
          + "S:AI";

  private static final String OF_ANYTHING_ELSE =
      "O:DAG:DAD:AI"
          + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)"
          + "(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)"
          + "(A;CI;LCRPLORC;;;AU)"
          + "S:AI";

  /** That of a GPO of {@code corp.example}. */
  static final SecurityDescriptor GPO = parse(OF_GPO, DomainNames.CORP.sid());

  private final SecurityDescriptor ofGpo;
  private final SecurityDescriptor ofAnythingElse;

  AdDefaults(DomainNames names) {
    this.ofGpo = parse(OF_GPO, names.sid());
    this.ofAnythingElse = parse(OF_ANYTHING_ELSE, names.sid());
  }

  SecurityDescriptor securityDescriptor(Entry entry) {
    return entry.hasObjectClass("groupPolicyContainer") ? ofGpo : ofAnythingElse;
  }

  private static SecurityDescriptor parse(String sddl, Sid domain) {
    try {
      return Sddl.parse(sddl, Optional.of(domain));
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException("a constant of this class", e);
    }
  }
}
