package io.gpmcworker.policy.report.directory;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Policies for wireless and wired networks (MS-GPWL): the XML that the directory holds, in its own
 * namespaces. A key that it gives away is masked, as a password of Preferences is.
 *
 * @param type how the report names the extension
 * @param objectClass the class of its policies
 * @param data the attribute that holds a policy
 * @param setting the report's element around a policy
 * @param policy the report's element of a policy
 * @param formerClass the class of policies for Windows XP, in a binary form
 */
public record NetworkPolicyRenderer(
    ExtensionType type,
    String objectClass,
    String data,
    String setting,
    String policy,
    Optional<String> formerClass)
    implements ExtensionRenderer {

  /** Wireless networks. */
  public static final NetworkPolicyRenderer WIRELESS =
      new NetworkPolicyRenderer(
          ExtensionType.of("WLanSvc", "WLanSvcSettings", "WLanSvc Networks"),
          "ms-net-ieee-80211-GroupPolicy",
          "ms-net-ieee-80211-GP-PolicyData",
          "WLanSvcSetting",
          "WLanPolicies",
          Optional.of("msieee80211-Policy"));

  /** Wired networks. */
  public static final NetworkPolicyRenderer WIRED =
      new NetworkPolicyRenderer(
          ExtensionType.of("Dot3Svc", "Dot3SvcSettings", "LanSvc Networks"),
          "ms-net-ieee-8023-GroupPolicy",
          "ms-net-ieee-8023-GP-PolicyData",
          "Dot3SvcSetting",
          "LanPolicies",
          Optional.empty());

  private static final String MASK = "********";

  /** The key of a network (WLAN_profile), and a password of its accounts. */
  private static final Set<String> SECRETS = Set.of("keyMaterial", "Password");

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<ReportElement> settings = new ArrayList<>();
    for (ObjectValues stored : ObjectValues.ofClass(source, objectClass)) {
      settings.add(type.element(setting).add(element(stored)));
    }
    if (formerClass.isPresent()) {
      for (ObjectValues stored : ObjectValues.ofClass(source, formerClass.get())) {
        // That there is one is worth knowing, even if what it says cannot be read.
        settings.add(type.element(setting).add(named(stored)));
      }
    }
    return Optional.of(settings);
  }

  private ReportElement named(ObjectValues stored) {
    return type.element(policy).leaf("name", stored.name());
  }

  private ReportElement element(ObjectValues stored) throws MalformedPolicyException {
    String xml = stored.text(data).replace("\0", "");
    if (xml.isBlank()) {
      return named(stored);
    }
    // The text is already decoded, whatever encoding its declaration names.
    String document = xml.strip().replaceFirst("^\uFEFF?<\\?xml[^>]*\\?>", "");
    byte[] content = document.getBytes(StandardCharsets.UTF_8);
    ReportElement element = type.element(policy);
    XmlReader.read(content, data).children().forEach(child -> element.add(copy(child)));
    return element;
  }

  /** Recursive over a document whose depth its reader has bounded. */
  private static ReportElement copy(XmlElement source) {
    ReportElement element = ReportElement.of(source.name().getNamespaceURI(), source.localName());
    source
        .attributes()
        .forEach((name, value) -> {
          if (name.getNamespaceURI().isEmpty()) {
            element.attribute(name.getLocalPart(), value);
          }
        });
    if (source.children().isEmpty()) {
      String text = source.text().strip();
      boolean secret = SECRETS.contains(source.localName()) && !text.isEmpty();
      return element.text(secret ? MASK : text);
    }
    source.children().forEach(child -> element.add(copy(child)));
    return element;
  }
}
