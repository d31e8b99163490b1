package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Security part makes of a security template, where the corpus shows too little of it. */
class SecurityRendererTest {

  private static final String TEMPLATE = "Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";

  @Test
  void neverIsShownAsTheUnsignedNumber() throws IOException {
    XmlElement account =
        security("[System Access]\nLockoutDuration = -1\n").child("Account").orElseThrow();

    assertThat(account.childText("SettingNumber")).isEqualTo("4294967295");
    assertThat(account.childText("Type")).isEqualTo("Account Lockout");
  }

  @Test
  void aSecurityOptionHasItsNameUnitAndMeaning() throws IOException {
    XmlElement option =
        security(
                """
                [Registry Values]
                machine\\system\\currentcontrolset\\control\\lsa\\lmcompatibilitylevel=4,5
                """)
            .child("SecurityOptions")
            .orElseThrow();
    XmlElement display = option.child("Display").orElseThrow();

    assertThat(option.childText("SettingNumber")).isEqualTo("5");
    assertThat(display.childText("Name"))
        .isEqualTo("Network security: LAN Manager authentication level");
    assertThat(display.childText("DisplayString"))
        .isEqualTo("Send NTLMv2 response only. Refuse LM & NTLM");
  }

  @Test
  void aSecurityOptionThatNobodyKnowsIsShownWithoutDisplay() throws IOException {
    XmlElement option =
        security("[Registry Values]\nMACHINE\\Software\\Vendor\\Value=1,\"x\"\n")
            .child("SecurityOptions")
            .orElseThrow();

    assertThat(option.childText("SettingString")).isEqualTo("\"x\"");
    assertThat(option.child("Display")).isEmpty();
  }

  @Test
  void aCommaInQuotationMarksBelongsToTheText() throws IOException {
    XmlElement option =
        security(
                """
                [Registry Values]
                MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System\\LegalNoticeText=7,One"," two,Three
                """)
            .child("SecurityOptions")
            .orElseThrow();

    assertThat(option.child("SettingStrings").orElseThrow().children("Value"))
        .extracting(XmlElement::text)
        .containsExactly("One, two", "Three");
  }

  @Test
  void membersOfARightAreShownBySidAndNameOrByNameAlone() throws IOException {
    List<XmlElement> members =
        security("[Privilege Rights]\nSeBackupPrivilege = *S-1-5-32-544,Backup People\n")
            .child("UserRightsAssignment")
            .orElseThrow()
            .children("Member");

    assertThat(members.getFirst().childText("SID")).isEqualTo("S-1-5-32-544");
    assertThat(members.getFirst().childText("Name")).isEqualTo("BUILTIN\\Administrators");
    assertThat(members.getLast().child("SID")).isEmpty();
    assertThat(members.getLast().childText("Name")).isEqualTo("Backup People");
  }

  private static XmlElement security(String template) throws IOException {
    return new ReportFixture()
        .extension(ReportFixture.SECURITY)
        .file(TEMPLATE, template)
        .settings();
  }

  /** Windows takes it for what it is; so do tools that have saved it without its mark. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void aTemplateInUtf16ThatHasLostItsMarkIsRead(String charset) throws IOException {
    XmlElement account =
        new ReportFixture()
            .extension(ReportFixture.SECURITY)
            .file(
                TEMPLATE,
                "[System Access]\r\nMinimumPasswordLength = 14\r\n"
                    .getBytes(Charset.forName(charset)))
            .settings()
            .child("Account")
            .orElseThrow();

    assertThat(account.childText("SettingNumber")).isEqualTo("14");
  }
}
