package io.gpmcworker.policy.admx;

import java.util.List;
import java.util.Optional;

/**
 * What is written for the two states of a policy or of a checkbox.
 *
 * @param on the value for enabled; empty where the template leaves it to the default, the number 1
 * @param off the value for disabled; empty where the template leaves it to the default, removal
 * @param onList further values for enabled
 * @param offList further values for disabled
 */
public record AdmxStates(
    Optional<AdmxValue> on,
    Optional<AdmxValue> off,
    List<AdmxAssignment> onList,
    List<AdmxAssignment> offList) {

  public AdmxStates {
    onList = List.copyOf(onList);
    offList = List.copyOf(offList);
  }
}
