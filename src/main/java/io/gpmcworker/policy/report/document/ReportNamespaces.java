package io.gpmcworker.policy.report.document;

/** The XML namespaces of GPMC's report. */
public final class ReportNamespaces {

  /** The report itself: the root, the two halves, the links. */
  public static final String SETTINGS = "http://www.microsoft.com/GroupPolicy/Settings";

  /** What many parts share: identifiers, a trustee's SID and name. */
  public static final String TYPES = "http://www.microsoft.com/GroupPolicy/Types";

  /** Security descriptors, in the head and inside of extensions. */
  public static final String SECURITY_TYPES = TYPES + "/Security";

  /** XML Schema instances: {@code xsi:type}, {@code xsi:nil}. */
  public static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** XML Schema; declared on the root, otherwise unused. */
  public static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private ReportNamespaces() {}

  /** The namespace of one extension's settings, such as {@code Security} or {@code SRPV2}. */
  public static String ofExtension(String suffix) {
    return SETTINGS + "/" + suffix;
  }
}
