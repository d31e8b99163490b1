package io.gpmcworker.policy.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportXmlWriterTest {

  private static final String SECURITY = ReportNamespaces.ofExtension("Security");

  @Test
  void aReportIsLittleEndianUtf16WithByteOrderMarkAndWindowsLineEnds() throws IOException {
    byte[] bytes = write(ReportElement.of(ReportNamespaces.SETTINGS, "GPO").leaf("Name", "x"));

    assertThat(bytes).startsWith(0xFF, 0xFE);
    assertThat(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n"
                + "<GPO xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns=\"http://www.microsoft.com/GroupPolicy/Settings\">\r\n"
                + "  <Name>x</Name>\r\n"
                + "</GPO>");
  }

  @Test
  void prefixesNumberOnThroughTheWholeDocument() throws IOException {
    String text =
        text(
            ReportElement.of(ReportNamespaces.SETTINGS, "GPO")
                .add(extension("Security", "SecuritySettings"))
                .add(extension("Registry", "RegistrySettings")));

    assertThat(text)
        .contains("xmlns:q1=\"" + SECURITY + "\" xsi:type=\"q1:SecuritySettings\"")
        .contains("xsi:type=\"q2:RegistrySettings\"")
        .contains("<q2:Blocked>false</q2:Blocked>");
  }

  @Test
  void aSharedTypeInsideOfAnExtensionRedeclaresTheDefaultNamespace() throws IOException {
    ReportElement member =
        ReportElement.of(SECURITY, "Member")
            .add(ReportElement.of(ReportNamespaces.TYPES, "SID", "S-1-1-0"));

    assertThat(
            text(
                ReportElement.of(ReportNamespaces.SETTINGS, "GPO")
                    .add(extension("Security", "SecuritySettings").add(member))))
        .contains(
            "<SID xmlns=\"http://www.microsoft.com/GroupPolicy/Types\">S-1-1-0</SID>\r\n"
                + "    </q1:Member>");
  }

  @Test
  void markupInValuesStaysText() throws IOException {
    ReportElement element =
        ReportElement.of(ReportNamespaces.SETTINGS, "GPO")
            .add(
                ReportElement.of(ReportNamespaces.SETTINGS, "Name", "<a> & \u0000]]>")
                    .attribute("path", "\"\n<"));

    assertThat(text(element))
        .contains("<Name path=\"&quot;&#xA;&lt;\">&lt;a&gt; &amp; \uFFFD]]&gt;</Name>");
  }

  private static ReportElement extension(String suffix, String type) {
    String namespace = ReportNamespaces.ofExtension(suffix);
    return ReportElement.of(ReportNamespaces.SETTINGS, "Extension")
        .type(namespace, type)
        .add(ReportElement.of(namespace, "Blocked", "false"));
  }

  private static byte[] write(ReportElement root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportXmlWriter.write(root, out);
    return out.toByteArray();
  }

  private static String text(ReportElement root) throws IOException {
    return new String(write(root), StandardCharsets.UTF_16LE);
  }
}
