package io.gpmcworker.gpmc;

import java.util.Arrays;
import java.util.Optional;

/** {@code GPMReportType} of the type library. */
public enum ReportType {
  XML(0, "xml", "application/xml"),
  HTML(1, "html", "text/html"),
  INFRA_XML(2, "infra-xml", "application/xml"),
  INFRA_REFRESH_XML(3, "infra-refresh-xml", "application/xml"),
  CLIENT_HEALTH_XML(4, "client-health-xml", "application/xml"),
  CLIENT_HEALTH_REFRESH_XML(5, "client-health-refresh-xml", "application/xml");

  private final int value;
  private final String wireName;
  private final String mediaType;

  ReportType(int value, String wireName, String mediaType) {
    this.value = value;
    this.wireName = wireName;
    this.mediaType = mediaType;
  }

  /** The type with the given name on the wire, such as {@code xml}. */
  public static Optional<ReportType> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** The number in the type library. */
  public int value() {
    return value;
  }

  /** The name in commands. */
  public String wireName() {
    return wireName;
  }

  /** The media type of the report's text. */
  public String mediaType() {
    return mediaType;
  }
}
