package io.gpmcworker.policy.admx;

/**
 * A line of a policy's presentation.
 *
 * @param refId the id of the element that it edits; empty for a text
 * @param label what people read beside it
 */
public record AdmxControl(String refId, String label) {

  /** Whether it is a text that edits nothing. */
  public boolean isText() {
    return refId.isEmpty();
  }
}
