package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GpoReportTest {

  private static final String TEMPLATE = "Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";
  private static final String PASSWORD_LENGTH = "[System Access]\r\nMinimumPasswordLength = 14\r\n";

  @Test
  void theHeadStandsInGpmcsOrder() throws IOException {
    assertThat(names(new ReportFixture().report().children()))
        .containsExactly(
            "Identifier",
            "Name",
            "IncludeComments",
            "CreatedTime",
            "ModifiedTime",
            "ReadTime",
            "SecurityDescriptor",
            "FilterDataAvailable",
            "Computer",
            "User");
  }

  @Test
  void timesAreWrittenAsGpmcWritesThem() throws IOException {
    XmlElement report = new ReportFixture().report();

    assertThat(report.childText("CreatedTime")).isEqualTo("2026-01-02T03:04:05");
    assertThat(report.childText("ReadTime")).isEqualTo("2026-03-04T05:06:07.1234567Z");
  }

  @Test
  void theTwoVersionsOfAHalfAreToldApart() throws IOException {
    XmlElement computer = new ReportFixture().report().child("Computer").orElseThrow();

    assertThat(computer.childText("VersionSysvol")).isEqualTo("2");
    assertThat(computer.childText("VersionDirectory")).isEqualTo("3");
  }

  @Test
  void anExtensionThatIsNotRegisteredIsNotListedThoughItsFileIsThere() throws IOException {
    assertThat(new ReportFixture().file(TEMPLATE, PASSWORD_LENGTH).extensionData()).isEmpty();
  }

  @Test
  void anExtensionThatIsRegisteredIsListedThoughItsFileIsMissing() throws IOException {
    assertThat(listed(new ReportFixture().extension(ReportFixture.GROUPS)))
        .containsExactly("Local Users and Groups");
  }

  @Test
  void whatLivesInTheRegistryFileComesLast() throws IOException {
    ReportFixture gpo =
        new ReportFixture()
            .extension(ReportFixture.REGISTRY)
            .extension(ReportFixture.SECURITY)
            .file(TEMPLATE, PASSWORD_LENGTH);

    assertThat(listed(gpo)).containsExactly("Security", "Registry");
  }

  @Test
  void aBrokenPartBecomesAnErrorAndCostsNoOther() throws IOException {
    ReportFixture gpo =
        new ReportFixture()
            .extension(ReportFixture.GROUPS)
            .extension(ReportFixture.REGISTRY)
            .extension(ReportFixture.SECURITY)
            .file("Preferences\\Groups\\Groups.xml", "<Groups><Group>")
            .file("registry.pol", "PReg, but no more")
            .file(TEMPLATE, PASSWORD_LENGTH);

    List<XmlElement> data = gpo.extensionData();

    assertThat(listed(gpo)).containsExactly("Local Users and Groups", "Security", "Registry");
    assertThat(error(data.get(0)).childText("Details")).contains("Groups.xml", "not well-formed");
    assertThat(data.get(1).child("Extension")).isPresent();
    assertThat(error(data.get(2)).childText("Details")).contains("registry.pol");
    assertThat(error(data.get(2)).childText("Description")).isEqualTo("Errors.Extensions.Other");
  }

  @Test
  void aDocumentTypeDeclarationInAFileIsAnErrorAndNothingIsLoaded() throws IOException {
    ReportFixture gpo =
        new ReportFixture()
            .extension(ReportFixture.GROUPS)
            .file(
                "Preferences\\Groups\\Groups.xml",
                "<!DOCTYPE Groups [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Groups>&e;</Groups>");

    assertThat(gpo.extensionData().getFirst().child("Error")).isPresent();
  }

  @Test
  void anExtensionThatNobodyKnowsIsListedWithItsGuidAndTheFiles() throws IOException {
    String unknown = "{11111111-2222-3333-4444-555555555555}";
    XmlElement data =
        new ReportFixture()
            .extension(unknown)
            .file("Vendor\\settings.bin", "?")
            .extensionData()
            .getFirst();

    assertThat(data.childText("Name")).isEqualTo("Unknown Extension " + unknown);
    assertThat(data.child("Extension").orElseThrow().child("Files").orElseThrow().childText("Path"))
        .isEqualTo("Vendor\\settings.bin");
  }

  @Test
  void progressCountsTheRegisteredExtensionsUpToTheLast() throws IOException {
    List<String> heard = new ArrayList<>();

    GpoReport.render(
        new ReportFixture()
            .extension(ReportFixture.SECURITY)
            .extension(ReportFixture.REGISTRY)
            .input(),
        (done, total) -> heard.add(done + "/" + total));

    assertThat(heard).containsExactly("0/2", "1/2", "2/2");
  }

  @Test
  void whatTheListenerThrowsEndsTheReport() throws IOException {
    ReportFixture gpo = new ReportFixture().extension(ReportFixture.SECURITY);

    assertThatThrownBy(() ->
            GpoReport.render(
                gpo.input(),
                (done, total) -> {
                  throw new CancellationException("cancelled");
                }))
        .isInstanceOf(CancellationException.class);
  }

  private static List<String> listed(ReportFixture gpo) throws IOException {
    return gpo.extensionData().stream().map(data -> data.childText("Name")).toList();
  }

  private static XmlElement error(XmlElement extensionData) {
    return extensionData.child("Error").orElseThrow();
  }

  private static List<String> names(List<XmlElement> elements) {
    return elements.stream().map(XmlElement::localName).toList();
  }
}
