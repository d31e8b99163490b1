package io.gpmcworker.policy.audit;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfFile;
import java.util.ArrayList;
import java.util.List;

/**
 * An audit.csv (MS-GPAC 2.2.1).
 *
 * @param lines all lines but the header, in file order
 */
public record AuditPolicy(List<Line> lines) {

  /**
   * One line: a subcategory, a global object access list, or an option.
   *
   * @param policyTarget {@code System} or a user's SID; empty for what is no subcategory
   * @param subcategory its name
   * @param subcategoryGuid its GUID in braces; empty for what is no subcategory
   * @param settingValue a number, or SDDL for a global list
   */
  public record Line(
      String policyTarget, String subcategory, String subcategoryGuid, String settingValue) {}

  private static final int POLICY_TARGET = 1;
  private static final int SUBCATEGORY = 2;
  private static final int SUBCATEGORY_GUID = 3;
  private static final int SETTING_VALUE = 6;

  public AuditPolicy {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if a line has too few fields
   */
  public static AuditPolicy read(byte[] content, String file) throws MalformedPolicyException {
    List<Line> lines = new ArrayList<>();
    List<String> rows = InfFile.decode(content, file).lines().toList();
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).isBlank()) {
        continue;
      }
      List<String> fields = InfFile.fields(rows.get(i));
      if (fields.size() <= SETTING_VALUE) {
        throw new MalformedPolicyException(
            file, "line " + (i + 1) + " has " + fields.size() + " fields, expected 7");
      }
      lines.add(
          new Line(
              fields.get(POLICY_TARGET),
              fields.get(SUBCATEGORY),
              fields.get(SUBCATEGORY_GUID),
              fields.get(SETTING_VALUE)));
    }
    return new AuditPolicy(lines);
  }
}
