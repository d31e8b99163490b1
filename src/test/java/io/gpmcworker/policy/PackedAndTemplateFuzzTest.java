package io.gpmcworker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.admx.AdmxStore;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.admx.PolicyComments;
import io.gpmcworker.policy.cabinet.Cabinet;
import io.gpmcworker.policy.cabinet.CabinetFile;
import io.gpmcworker.policy.starter.StarterTemplate;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As {@link FuzzTest}: cabinets, what a Starter GPO says of itself, administrative templates. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackedAndTemplateFuzzTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 22, 17, 0);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void fuzz(String name, Fuzzer.Parser parser, byte[]... samples) throws Exception {
    int refused = new Fuzzer(name, MalformedPolicyException.class, parser).run(List.of(samples));
    assertThat(refused).as("inputs refused").isPositive();
  }

  @Test
  void aCabinetIsReadOrRefusedAndComesOutAsItWentIn() throws Exception {
    byte[] sample =
        new Cabinet(
                List.of(
                    new CabinetFile("StarterGPO.tmplx", Bytes.of(utf8("<t>" + "x".repeat(500)))),
                    new CabinetFile("Machine_Registry.pol", Bytes.of(new byte[40_000])),
                    new CabinetFile("Übersicht.html", Bytes.of(new byte[0]))))
            .toByteArray(TIME);
    fuzz(
        "cabinet",
        input -> {
          Cabinet cabinet = Cabinet.read(input, "a.cab");
          assertThat(Cabinet.read(cabinet.toByteArray(TIME), "a.cab")).isEqualTo(cabinet);
        },
        sample);
  }

  @Test
  void aStarterTemplateIsReadOrRefusedAndTakesAnotherName() throws Exception {
    UUID other = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    fuzz(
        "StarterGPO.tmplx",
        input -> {
          StarterTemplate template = StarterTemplate.read(input);
          template.details();
          if (template.displayName().isPresent()) {
            StarterTemplate.read(template.of(other, "Other & <more>"));
          }
        },
        utf8(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <template><ID>{0CC42745-34A0-4C7E-ACFA-37CE56B13706}</ID>
              <DisplayName>Base</DisplayName><Author>jane</Author><Version>1</Version></template>
            """));
  }

  @Test
  void commentsAreReadOrRefused() throws Exception {
    fuzz(
        "comment.cmtx",
        input -> PolicyComments.read(input, "comment.cmtx"),
        utf8(
            """
            <policyComments revision="1.0" schemaVersion="1.0">
              <policyNamespaces><using prefix="ns0" namespace="A.B"/></policyNamespaces>
              <comments><admTemplate>
                <comment policyRef="ns0:P" commentText="$(resource.ns0_P)"/>
              </admTemplate></comments>
              <resources><stringTable><string id="ns0_P">Why</string></stringTable></resources>
            </policyComments>
            """));
  }

  private static final String ADMX =
      """
      <policyDefinitions revision="1.0" schemaVersion="1.0"
          xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
        <policyNamespaces><target prefix="own" namespace="Test.Own"/></policyNamespaces>
        <resources minRequiredRevision="1.0"/>
        <categories><category name="C" displayName="$(string.C)">
          <parentCategory ref="own:C"/></category></categories>
        <policies><policy name="P" class="Both" displayName="$(string.C)" key="Software\\A"
            valueName="V" presentation="$(presentation.P)">
          <parentCategory ref="own:C"/><supportedOn ref="own:S"/>
          <enabledValue><decimal value="1"/></enabledValue>
          <elements>
            <decimal id="D" valueName="D" minValue="0" maxValue="9"/>
            <enum id="E" valueName="E"><item displayName="$(string.C)">
              <value><string>x</string></value></item></enum>
            <list id="L" key="Software\\A\\L" additive="true"/>
          </elements></policy></policies>
      </policyDefinitions>
      """;

  private static final String ADML =
      """
      <policyDefinitionResources revision="1.0" schemaVersion="1.0"
          xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
        <resources><stringTable><string id="C">Category</string></stringTable>
          <presentationTable><presentation id="P"><text>Say</text>
            <decimalTextBox refId="D" defaultValue="2">How many</decimalTextBox>
          </presentation></presentationTable></resources>
      </policyDefinitionResources>
      """;

  /** A store of two files. */
  private record Store(Map<String, byte[]> contents) implements AdmxStore {
    @Override
    public List<File> files() {
      return contents.entrySet().stream()
          .map(file -> new File(file.getKey(), file.getValue().length, Instant.EPOCH))
          .toList();
    }

    @Override
    public byte[] read(File file, int limit) {
      return Optional.ofNullable(contents.get(file.path())).orElseThrow();
    }
  }

  /** What is malformed is passed over by the templates, and told of. */
  private static void load(byte[] admx, byte[] adml) throws Exception {
    AdmxTemplates templates =
        AdmxTemplates.load(
            new Store(Map.of("a.admx", admx, "en-US/a.adml", adml)), List.of("en-US"), () -> {});
    if (!templates.problems().isEmpty()) {
      throw new MalformedPolicyException("a.admx", templates.problems().getFirst());
    }
  }

  @Test
  void anAdministrativeTemplateIsReadOrToldOf() throws Exception {
    fuzz("ADMX", input -> load(input, utf8(ADML)), utf8(ADMX));
  }

  @Test
  void theTextsOfATemplateAreReadOrToldOf() throws Exception {
    fuzz("ADML", input -> load(utf8(ADMX), input), utf8(ADML));
  }
}
