package io.gpmcworker.policy.admx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmxTemplatesTest {

  private static final String SIMPLE =
      """
      <policies>
        <policy name="P" class="Machine" displayName="$(string.P)" explainText="$(string.P_Help)"
            key="Software\\Policies\\Test" valueName="P">
          <parentCategory ref="%s"/>
          <supportedOn ref="%s"/>
        </policy>
      </policies>
      """;

  @TempDir Path folder;

  @Test
  void aPolicyHasItsTextsPathAndProducts() throws IOException {
    AdmxPolicy policy =
        new TemplateFolder(folder)
            .admx(
                "Base",
                "<categories><category name='Top' displayName='$(string.Top)'/></categories>")
            .adml("en-US", "Base", "<string id='Top'>Products</string>", "")
            .admx(
                "App",
                """
                <supportedOn><definitions>
                  <definition name="S" displayName="$(string.S)"/>
                </definitions></supportedOn>
                <categories><category name="C" displayName="$(string.C)">
                  <parentCategory ref="base:Top"/>
                </category></categories>
                """
                    + SIMPLE.formatted("C", "S"))
            .adml(
                "en-US",
                "App",
                """
                <string id="P">Turn it on</string><string id="P_Help">It helps.</string>
                <string id="C">App</string><string id="S">At least App 2</string>
                """,
                "")
            .load()
            .policies()
            .getFirst();

    assertThat(policy.id()).isEqualTo(new PolicyId("Test.Policies.App", "P"));
    assertThat(policy.sides()).containsExactly(GpoSide.MACHINE);
    assertThat(policy.displayName()).isEqualTo("Turn it on");
    assertThat(policy.explainText()).isEqualTo("It helps.");
    assertThat(policy.category()).isEqualTo("Products/App");
    assertThat(policy.supported()).contains("At least App 2");
  }

  @Test
  void textsComeInTheFirstLanguageThatIsThereThenInEnglishThenInAny() throws IOException {
    TemplateFolder templates =
        new TemplateFolder(folder)
            .admx("App", SIMPLE.formatted("C", "S"))
            .adml("de-DE", "App", "<string id='P'>deutsch</string>", "");

    assertThat(name(templates.load("fr-FR"))).isEqualTo("deutsch");
    templates.adml("en-US", "App", "<string id='P'>english</string>", "");
    assertThat(name(templates.load("fr-FR"))).isEqualTo("english");
    assertThat(name(templates.load("de-DE"))).isEqualTo("deutsch");
    templates.adml("fr-FR", "App", "<string id='P'>français</string>", "");
    assertThat(name(templates.load("fr-FR", "de-DE"))).isEqualTo("français");
  }

  @Test
  void productsStandInForASupportedOnTextThatIsNotThere() throws IOException {
    AdmxTemplates templates =
        new TemplateFolder(folder)
            .admx(
                "App",
                """
                <supportedOn>
                  <products><product name="App" displayName="$(string.App)">
                    <majorVersion name="App1" displayName="$(string.App1)" versionIndex="1"/>
                    <majorVersion name="App2" displayName="$(string.App2)" versionIndex="2"/>
                  </product><product name="Tool" displayName="$(string.Tool)"/></products>
                  <definitions><definition name="S" displayName="$(string.missing)">
                    <or><range ref="App" minVersionIndex="1" maxVersionIndex="2"/>
                        <reference ref="Tool"/></or>
                  </definition></definitions>
                </supportedOn>
                """
                    + SIMPLE.formatted("C", "S"))
            .adml(
                "en-US",
                "App",
                """
                <string id="App">App</string><string id="App1">App 1</string>
                <string id="App2">App 2</string><string id="Tool">Tool</string>
                """,
                "")
            .load();

    assertThat(templates.policies().getFirst().supported()).contains("App 1 to App 2 or Tool");
  }

  @Test
  void windowsOwnCategoriesAreKnownWithoutWindowsOwnTemplates() throws IOException {
    AdmxPolicy policy =
        new TemplateFolder(folder)
            .admx(
                "App", SIMPLE.formatted("windows:InternetManagement", "windows:SUPPORTED_Windows7"))
            .adml("en-US", "App", "", "")
            .load()
            .policies()
            .getFirst();

    assertThat(policy.category()).isEqualTo("System/Internet Communication Management");
    assertThat(policy.supported()).contains("At least Windows Server 2008 R2 or Windows 7");
  }

  @Test
  void aReferenceThatLeadsNowhereCostsNothingElse() throws IOException {
    AdmxTemplates templates =
        new TemplateFolder(folder)
            .admx("App", SIMPLE.formatted("nobody:C", "base:S"))
            .adml("en-US", "App", "<string id='P'>P</string>", "")
            .load();

    assertThat(name(templates)).isEqualTo("P");
    assertThat(templates.policies().getFirst().category()).isEmpty();
    assertThat(templates.policies().getFirst().supported()).isEmpty();
  }

  @Test
  void categoriesInACircleEndWhereItCloses() throws IOException {
    AdmxTemplates templates =
        new TemplateFolder(folder)
            .admx(
                "App",
                """
                <categories>
                  <category name="A" displayName="a"><parentCategory ref="B"/></category>
                  <category name="B" displayName="b"><parentCategory ref="A"/></category>
                </categories>
                """
                    + SIMPLE.formatted("A", "S"))
            .adml("en-US", "App", "", "")
            .load();

    assertThat(templates.policies().getFirst().category()).isEqualTo("b/a");
  }

  @Test
  void aTemplateWithoutTextsShowsItsNames() throws IOException {
    AdmxTemplates templates =
        new TemplateFolder(folder).admx("App", SIMPLE.formatted("C", "S")).load();

    assertThat(name(templates)).isEqualTo("P");
    assertThat(templates.problems())
        .containsExactly("App.admx has no texts: there is no ADML file for it");
  }

  @Test
  void aBrokenTemplateCostsNoOther() throws IOException {
    AdmxTemplates templates =
        new TemplateFolder(folder)
            .file("A.admx", "<policyDefinitions><policies>")
            .adml("en-US", "A", "", "")
            .file("B.admx", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><x>&e;</x>")
            .adml("en-US", "B", "", "")
            .file("C.admx", "<html/>")
            .adml("en-US", "C", "", "")
            .admx("D", SIMPLE.formatted("C", "S"))
            .file("en-US/D.adml", "no XML")
            .load();

    assertThat(name(templates)).isEqualTo("P");
    assertThat(templates.problems())
        .hasSize(4)
        .anyMatch(problem -> problem.contains("A.admx") && problem.contains("not well-formed"))
        .anyMatch(problem -> problem.contains("B.admx"))
        .anyMatch(problem -> problem.contains("C.admx") && problem.contains("html"))
        .anyMatch(problem -> problem.contains("en-US/D.adml"));
  }

  @Test
  void aBrokenPolicyCostsNoOtherOfItsTemplate() throws IOException {
    AdmxTemplates templates =
        new TemplateFolder(folder)
            .admx(
                "App",
                """
                <policies>
                  <policy name="Bad" class="Machine" key="k" valueName="v">
                    <enabledValue><decimal value="many"/></enabledValue>
                  </policy>
                  <policy name="Good" class="User" key="k" valueName="v"/>
                </policies>
                """)
            .adml("en-US", "App", "", "")
            .load();

    assertThat(templates.policies())
        .extracting(policy -> policy.id().name())
        .containsExactly("Good");
    assertThat(templates.problems())
        .singleElement()
        .asString()
        .contains("App.admx", "Bad", "'many' where a number is due");
  }

  @Test
  void aCacheReadsAgainOnlyWhatChanged() throws IOException {
    TemplateFolder templates =
        new TemplateFolder(folder)
            .admx("App", SIMPLE.formatted("C", "S"))
            .adml("en-US", "App", "<string id='P'>old</string>", "");
    AdmxCache cache = new AdmxCache(new FolderAdmxStore(folder), List.of());
    AdmxTemplates first = cache.current(() -> {});

    assertThat(cache.current(() -> {})).isSameAs(first);

    templates.adml("en-US", "App", "<string id='P'>new</string>", "");
    Files.setLastModifiedTime(
        folder.resolve("en-US/App.adml"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(name(cache.current(() -> {}))).isEqualTo("new");
  }

  @Test
  void whatTheCheckpointThrowsEndsTheReadingAndTheNextStartsAnew() throws IOException {
    new TemplateFolder(folder).admx("App", SIMPLE.formatted("C", "S"));
    AdmxCache cache = new AdmxCache(new FolderAdmxStore(folder), List.of());

    assertThatThrownBy(() ->
            cache.current(() -> {
              throw new CancellationException("cancelled");
            }))
        .isInstanceOf(CancellationException.class);
    assertThat(cache.current(() -> {}).policies()).hasSize(1);
  }

  @Test
  void aFolderThatIsNotThereHasNoTemplates() throws IOException {
    assertThat(AdmxTemplates.load(folder.resolve("none"), List.of()).policies()).isEmpty();
  }

  private static String name(AdmxTemplates templates) {
    return templates.policies().getFirst().displayName();
  }
}
