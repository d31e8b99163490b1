package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.admx.TemplateFolder;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report makes of registry values that templates describe. */
class PolicyReportTest {

  private static final String KEY = "Software\\Policies\\Test";

  @TempDir Path folder;

  private final List<RegistryPolicyEntry> entries = new ArrayList<>();

  @Test
  void aPolicyIsEnabledOrDisabledByItsValue() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="a" key="%1$s" valueName="A">
              <enabledValue><decimal value="5"/></enabledValue>
              <disabledValue><string>off</string></disabledValue>
            </policy>
            <policy name="B" class="Machine" displayName="b" key="%1$s" valueName="B">
              <enabledValue><decimal value="5"/></enabledValue>
              <disabledValue><string>off</string></disabledValue>
            </policy>
            <policy name="C" class="Machine" displayName="c" key="%1$s" valueName="C"/>
            <policy name="D" class="Machine" displayName="d" key="%1$s" valueName="D"/>
            <policy name="E" class="User" displayName="e" key="%1$s" valueName="E"/>
            """);
    dword("A", 5).text("B", "off").dword("C", 1).text("**del.D", " ").dword("E", 1);

    XmlElement settings = settings(templates);

    assertThat(settings.children("Policy"))
        .extracting(p -> p.childText("Name"), p -> p.childText("State"))
        .containsExactly(
            tuple("a", "Enabled"),
            tuple("b", "Disabled"),
            tuple("c", "Enabled"),
            tuple("d", "Disabled"));
    assertThat(settings.children("RegistrySetting")).hasSize(1);
  }

  @Test
  void everyKindOfElementIsShownInThePresentationsOrder() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="a" key="%1$s" presentation="$(presentation.A)">
              <elements>
                <list id="list" key="%1$s\\List" explicitValue="true" additive="true"/>
                <boolean id="box" valueName="Box"/>
                <boolean id="unset" valueName="Unset"/>
                <decimal id="number" valueName="Number"/>
                <longDecimal id="long" valueName="Long"/>
                <text id="text" valueName="Text"/>
                <multiText id="lines" valueName="Lines"/>
                <enum id="choice" valueName="Choice">
                  <item displayName="first"><value><decimal value="1"/></value></item>
                  <item displayName="second"><value><decimal value="2"/></value>
                    <valueList><item valueName="Beside"><value><decimal value="7"/></value></item></valueList>
                  </item>
                </enum>
                <decimal id="missing" valueName="Missing"/>
              </elements>
            </policy>
            """,
            """
            <presentation id="A">
              <text>Read this</text>
              <dropdownList refId="choice">Choose:</dropdownList>
              <checkBox refId="box">Box</checkBox>
              <checkBox refId="unset">Unset</checkBox>
              <decimalTextBox refId="number">Number</decimalTextBox>
              <longDecimalTextBox refId="long">Long</longDecimalTextBox>
              <decimalTextBox refId="missing">Missing</decimalTextBox>
              <textBox refId="text"><label>Text</label></textBox>
              <multiTextBox refId="lines">Lines</multiTextBox>
              <listBox refId="list">List</listBox>
            </presentation>
            """);
    dword("Choice", 2).dword("Beside", 7).dword("Box", 1).dword("Number", 12).text("Text", "hello");
    add(KEY, "Long", RegistryType.REG_QWORD, longBytes(1L << 40));
    add(KEY, "Lines", RegistryType.REG_MULTI_SZ, utf16("one\0two\0\0"));
    add(KEY + "\\List", "**delvals.", RegistryType.REG_SZ, utf16(" \0"));
    add(KEY + "\\List", "x", RegistryType.REG_SZ, utf16("1\0"));

    XmlElement settings = settings(templates);
    XmlElement policy = settings.child("Policy").orElseThrow();

    assertThat(policy.children().stream().skip(4))
        .extracting(XmlElement::localName, e -> e.childText("Name"), e -> e.childText("State"))
        .containsExactly(
            tuple("Text", "Read this", ""),
            tuple("DropDownList", "Choose:", "Enabled"),
            tuple("CheckBox", "Box", "Enabled"),
            tuple("CheckBox", "Unset", "NotConfigured"),
            tuple("Numeric", "Number", "Enabled"),
            tuple("Numeric", "Long", "Enabled"),
            tuple("Numeric", "Missing", "NotConfigured"),
            tuple("EditText", "Text", "Enabled"),
            tuple("MultiText", "Lines", "Enabled"),
            tuple("ListBox", "List", "Enabled"));
    assertThat(
            policy
                .child("DropDownList")
                .orElseThrow()
                .child("Value")
                .orElseThrow()
                .childText("Name"))
        .isEqualTo("second");
    assertThat(policy.children("Numeric"))
        .extracting(number -> number.childText("Value"))
        .containsExactly("12", "1099511627776", "0");
    assertThat(policy.child("MultiText").orElseThrow().child("Value").orElseThrow().children())
        .extracting(XmlElement::text)
        .containsExactly("one", "two");
    XmlElement list = policy.child("ListBox").orElseThrow();
    assertThat(list.childText("ExplicitValue")).isEqualTo("true");
    assertThat(list.childText("Additive")).isEqualTo("true");
    assertThat(list.child("Value").orElseThrow().child("Element").orElseThrow().childText("Data"))
        .isEqualTo("1");
    assertThat(settings.children("RegistrySetting")).as("everything is explained").isEmpty();
  }

  @Test
  void elementsWithoutAPresentationAreShownByTheirIds() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="a" key="%1$s">
              <elements><decimal id="limit" valueName="N"/></elements>
            </policy>
            """);
    dword("N", 3);

    XmlElement number =
        settings(templates).child("Policy").orElseThrow().child("Numeric").orElseThrow();

    assertThat(number.childText("Name")).isEqualTo("limit");
    assertThat(number.childText("Value")).isEqualTo("3");
  }

  @Test
  void aDeletedElementMeansThatThePolicyIsDisabled() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="a" key="%1$s">
              <elements><decimal id="n" valueName="N"/></elements>
            </policy>
            <policy name="B" class="Machine" displayName="b" key="%1$s">
              <elements><list id="l" key="%1$s\\List"/></elements>
            </policy>
            <policy name="C" class="Machine" displayName="c" key="%1$s">
              <elements><text id="t" valueName="T"/></elements>
            </policy>
            """);
    text("**del.N", " ").text("**DeleteValues", "T;U");
    add(KEY + "\\List", "**delvals.", RegistryType.REG_SZ, utf16(" \0"));

    assertThat(settings(templates).children("Policy"))
        .extracting(p -> p.childText("State"))
        .containsExactly("Disabled", "Disabled", "Disabled");
  }

  @Test
  void listsOfValuesDecideWhereThereIsNoValueOfItsOwn() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="a" key="%1$s">
              <enabledList defaultKey="%1$s\\Other">
                <item valueName="X"><value><decimal value="1"/></value></item>
                <item key="%1$s" valueName="Y"><value><delete/></value></item>
              </enabledList>
              <disabledList><item valueName="X"><value><decimal value="0"/></value></item></disabledList>
            </policy>
            """);
    add(KEY + "\\Other", "X", RegistryType.REG_DWORD, dwordBytes(1));
    text("**del.Y", " ");

    XmlElement settings = settings(templates);

    assertThat(settings.child("Policy").orElseThrow().childText("State")).isEqualTo("Enabled");
    assertThat(settings.children("RegistrySetting")).isEmpty();
  }

  @Test
  void aSharedValueBelongsToThePolicyThatSaysMostAboutIt() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="List" class="Machine" displayName="list" key="%1$s">
              <elements><list id="l" key="%1$s"/></elements>
            </policy>
            <policy name="Simple" class="Machine" displayName="simple" key="%1$s" valueName="V"/>
            <policy name="Choice" class="Machine" displayName="choice" key="%1$s">
              <elements><enum id="c" valueName="V">
                <item displayName="one"><value><decimal value="1"/></value></item>
              </enum></elements>
            </policy>
            """);
    dword("V", 1).dword("W", 1);

    assertThat(settings(templates).children("Policy"))
        .extracting(p -> p.childText("Name"))
        .containsExactly("choice", "list");
  }

  @Test
  void aValueThatFitsNoChoiceIsShownAsItIs() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="Choice" class="Machine" displayName="choice" key="%1$s">
              <elements><enum id="c" valueName="V">
                <item displayName="one"><value><decimal value="1"/></value></item>
              </enum></elements>
            </policy>
            """);
    dword("V", 9);

    XmlElement settings = settings(templates);

    assertThat(settings.child("Policy")).isEmpty();
    assertThat(settings.children("RegistrySetting")).hasSize(1);
  }

  @Test
  void aCommentIsShownAlsoWherePolicyIsNotConfigured() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="a" key="%1$s" valueName="A"/>
            <policy name="B" class="Machine" displayName="b" key="%1$s" valueName="B"/>
            """);
    dword("B", 1);
    XmlElement settings =
        fixture(templates)
            .file(
                "comment.cmtx",
                """
                <policyComments xmlns="http://www.microsoft.com/GroupPolicy/CommentDefinitions">
                  <policyNamespaces><using prefix="ns0" namespace="Test.Policies.App"/></policyNamespaces>
                  <comments><admTemplate>
                    <comment policyRef="ns0:A" commentText="$(resource.r)"/>
                  </admTemplate></comments>
                  <resources><stringTable><string id="r">later</string></stringTable></resources>
                </policyComments>
                """)
            .settings();

    assertThat(settings.children("Policy"))
        .extracting(
            p -> p.childText("Name"), p -> p.childText("State"), p -> p.childText("Comment"))
        .containsExactly(tuple("b", "Enabled", ""), tuple("a", "NotConfigured", "later"));
  }

  @Test
  void policiesStandInWindowsWordOrder() throws IOException {
    AdmxTemplates templates =
        templates(
            """
            <policy name="A" class="Machine" displayName="co-op" key="%1$s" valueName="A"/>
            <policy name="B" class="Machine" displayName="Coop B" key="%1$s" valueName="B"/>
            <policy name="C" class="Machine" displayName="con" key="%1$s" valueName="C"/>
            """);
    dword("A", 1).dword("B", 1).dword("C", 1);

    assertThat(settings(templates).children("Policy"))
        .extracting(p -> p.childText("Name"))
        .containsExactly("con", "co-op", "Coop B");
  }

  private AdmxTemplates templates(String policies) throws IOException {
    return templates(policies, "");
  }

  private AdmxTemplates templates(String policies, String presentations) throws IOException {
    return new TemplateFolder(folder)
        .admx("App", "<policies>" + policies.formatted(KEY) + "</policies>")
        .adml("en-US", "App", "", presentations)
        .load();
  }

  private XmlElement settings(AdmxTemplates templates) throws IOException {
    return fixture(templates).settings();
  }

  private ReportFixture fixture(AdmxTemplates templates) throws IOException {
    return new ReportFixture()
        .extension(ReportFixture.REGISTRY)
        .templates(templates)
        .file("registry.pol", new RegistryPolicy(entries).toByteArray());
  }

  private PolicyReportTest dword(String name, int value) {
    return add(KEY, name, RegistryType.REG_DWORD, dwordBytes(value));
  }

  private PolicyReportTest text(String name, String value) {
    return add(KEY, name, RegistryType.REG_SZ, utf16(value + "\0"));
  }

  private PolicyReportTest add(String key, String name, RegistryType type, Bytes data) {
    entries.add(new RegistryPolicyEntry(key, name, type.code(), data));
    return this;
  }

  private static Bytes utf16(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_16LE));
  }

  private static Bytes dwordBytes(int value) {
    return Bytes.of(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static Bytes longBytes(long value) {
    return Bytes.of(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}
