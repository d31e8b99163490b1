package io.gpmcworker.policy.report.preferences;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionRenderer;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Shows one kind of preference items.
 *
 * @param kind which
 */
public record PreferencesRenderer(PreferenceKind kind) implements ExtensionRenderer {

  @Override
  public ExtensionType type() {
    return kind.type();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Optional<byte[]> content = source.read(kind.path());
    if (content.isEmpty()) {
      return Optional.of(List.of());
    }
    return Optional.of(
        List.of(new PreferenceItems(kind).render(XmlReader.read(content.get(), kind.path()))));
  }
}
