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
 * @param kind which networks
 */
public record NetworkPolicyRenderer(Kind kind) implements ExtensionRenderer {

  /** The two kinds of networks. */
  public enum Kind {
    /** {@code ms-net-ieee-80211-GroupPolicy}; before Windows Vista, {@code msieee80211-Policy}. */
    WIRELESS(
        ExtensionType.of("WLanSvc", "WLanSvcSettings", "WLanSvc Networks"),
        "ms-net-ieee-80211-GroupPolicy",
        "ms-net-ieee-80211-GP-PolicyData",
        "WLanSvcSetting",
        "WLanPolicies",
        Optional.of("msieee80211-Policy")),
    /** {@code ms-net-ieee-8023-GroupPolicy}. */
    WIRED(
        ExtensionType.of("Dot3Svc", "Dot3SvcSettings", "LanSvc Networks"),
        "ms-net-ieee-8023-GroupPolicy",
        "ms-net-ieee-8023-GP-PolicyData",
        "Dot3SvcSetting",
        "LanPolicies",
        Optional.empty());

    private final ExtensionType type;
    private final String objectClass;
    private final String data;
    private final String setting;
    private final String policy;
    private final Optional<String> formerClass;

    Kind(
        ExtensionType type,
        String objectClass,
        String data,
        String setting,
        String policy,
        Optional<String> formerClass) {
      this.type = type;
      this.objectClass = objectClass;
      this.data = data;
      this.setting = setting;
      this.policy = policy;
      this.formerClass = formerClass;
    }
  }

  private static final String MASK = "********";

  /** The key of a network (WLAN_profile), and a password of its accounts. */
  private static final Set<String> SECRETS = Set.of("keyMaterial", "Password");

  @Override
  public ExtensionType type() {
    return kind.type;
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<ReportElement> settings = new ArrayList<>();
    for (ObjectValues policy : ObjectValues.ofClass(source, kind.objectClass)) {
      settings.add(kind.type.element(kind.setting).add(policy(policy)));
    }
    if (kind.formerClass.isPresent()) {
      for (ObjectValues policy : ObjectValues.ofClass(source, kind.formerClass.get())) {
        // Its settings are in a binary form of their own; that there is one is worth knowing.
        settings.add(
            kind.type
                .element(kind.setting)
                .add(kind.type.element(kind.policy).leaf("name", policy.name())));
      }
    }
    return Optional.of(settings);
  }

  private ReportElement policy(ObjectValues values) throws MalformedPolicyException {
    ReportElement policy = kind.type.element(kind.policy);
    String xml = values.text(kind.data).replace("\0", "");
    if (xml.isBlank()) {
      return policy.leaf("name", values.name());
    }
    // The text is already decoded, whatever encoding its declaration names.
    String document = xml.strip().replaceFirst("^\uFEFF?<\\?xml[^>]*\\?>", "");
    byte[] content = document.getBytes(StandardCharsets.UTF_8);
    XmlReader.read(content, kind.data).children().forEach(child -> policy.add(copy(child)));
    return policy;
  }

  /** Recursive over a document whose depth its reader has bounded. */
  private static ReportElement copy(XmlElement source) {
    ReportElement element = ReportElement.of(source.name().getNamespaceURI(), source.localName());
    source.attributes().forEach((name, value) -> element.attribute(name.getLocalPart(), value));
    if (source.children().isEmpty()) {
      String text = source.text().strip();
      boolean secret = SECRETS.contains(source.localName()) && !text.isEmpty();
      return element.text(secret ? MASK : text);
    }
    source.children().forEach(child -> element.add(copy(child)));
    return element;
  }
}
