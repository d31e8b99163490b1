package io.gpmcworker.policy.gpo;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The WMI filter that a GPO is bound to: {@code gPCWQLFilter} in the directory (MS-GPOL 2.2.5), a
 * WMI object path in Backup.xml.
 *
 * @param domain the DNS name of the domain that holds the filter
 * @param id the filter's {@code msWMI-ID}, in the spelling in which it was stored, with braces
 */
public record WmiFilterLink(String domain, String id) {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\[([^;\\[\\]\"]{1,255});(\\{[0-9A-Fa-f-]{36}})(;\\d{1,10})?]");
  private static final Pattern WMI_PATH =
      Pattern.compile(
          "MSFT_SomFilter\\.ID=\"(\\{[0-9A-Fa-f-]{36}})\",Domain=\"([^;\\[\\]\"]{1,255})\"",
          Pattern.CASE_INSENSITIVE);

  /** The filter's GUID. */
  public UUID guid() {
    return UUID.fromString(id.substring(1, id.length() - 1));
  }

  /**
   * Reads {@code gPCWQLFilter}: {@code [domain;{guid};0]}, or blank for no filter.
   *
   * @throws MalformedPolicyException if it is anything else
   */
  public static Optional<WmiFilterLink> parseAttribute(String text)
      throws MalformedPolicyException {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Matcher matcher = ATTRIBUTE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new MalformedPolicyException("gPCWQLFilter", "expected [domain;{GUID};0]");
    }
    return Optional.of(of(matcher.group(1), matcher.group(2), "gPCWQLFilter"));
  }

  /**
   * Reads Backup.xml's form: {@code MSFT_SomFilter.ID="{guid}",Domain="domain"}, or blank.
   *
   * @throws MalformedPolicyException if it is anything else
   */
  public static Optional<WmiFilterLink> parseWmiPath(String text) throws MalformedPolicyException {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Matcher matcher = WMI_PATH.matcher(text.strip());
    if (!matcher.matches()) {
      throw new MalformedPolicyException(
          "WMIFilter", "expected MSFT_SomFilter.ID=\"{GUID}\",Domain=\"domain\"");
    }
    return Optional.of(of(matcher.group(2), matcher.group(1), "WMIFilter"));
  }

  private static WmiFilterLink of(String domain, String id, String field)
      throws MalformedPolicyException {
    if (Guids.parseBraced(id).isEmpty()) {
      throw new MalformedPolicyException(field, "names no GUID: " + id);
    }
    return new WmiFilterLink(domain, id);
  }

  /** As the directory holds it. */
  public String toAttribute() {
    return "[" + domain + ";" + id + ";0]";
  }

  /** As Backup.xml holds it. */
  public String toWmiPath() {
    return "MSFT_SomFilter.ID=\"" + id + "\",Domain=\"" + domain + "\"";
  }
}
