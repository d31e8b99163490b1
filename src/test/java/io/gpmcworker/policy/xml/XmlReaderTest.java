package io.gpmcworker.policy.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.MalformedPolicyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

  @Test
  void givesElementsAttributesAndTextInOrder() throws MalformedPolicyException {
    XmlElement root = read("<a x='1' y='2'>before<b/><![CDATA[<raw>]]> &amp;<c>inner</c></a>");

    assertThat(root.attributes().values()).containsExactly("1", "2");
    assertThat(root.children()).extracting(XmlElement::localName).containsExactly("b", "c");
    assertThat(root.text()).isEqualTo("before<raw> &");
    assertThat(root.childText("c")).isEqualTo("inner");
    assertThat(root.childText("none")).isEmpty();
  }

  @Test
  void readsUtf16AsItsMarkSays() throws IOException {
    byte[] text =
        "\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ä</a>"
            .getBytes(StandardCharsets.UTF_16LE);

    assertThat(XmlReader.read(new ByteArrayInputStream(text), "a.xml").text()).isEqualTo("ä");
  }

  @Test
  void readsADocumentSavedAgainInUtf8ThatStillSaysUtf16() throws MalformedPolicyException {
    assertThat(read("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ä</a>").text()).isEqualTo("ä");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(() -> XmlReader.read(new byte[] {'<', 'a', '>', (byte) 0xFF}, "a.xml"))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessage("a.xml: is not text in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><a>&z;</a>",
      })
  void aDocumentTypeIsRefused(String document) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("a.xml: ")
        .hasMessageContaining("document type");
  }

  @Test
  void whatTheParserHasNoWordsForIsRefusedToo() {
    assertThatThrownBy(() -> read("<!DOCTYPE a [\u0001]><a/>"))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessage("a.xml: is not well-formed XML: InvalidCharInDTD");
  }

  @Test
  void depthSizeAndNumberAreBounded() {
    XmlLimits limits = new XmlLimits(1_000, 5, 10);

    assertThatThrownBy(() -> read("<a>".repeat(6) + "</a>".repeat(6), limits))
        .hasMessageContaining("nests deeper than 5");
    assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(10) + "</a>", limits))
        .hasMessageContaining("more than 10 elements");
    assertThatThrownBy(() -> read("<a>" + " ".repeat(1_000) + "</a>", limits))
        .hasMessageContaining("larger than 1000 bytes");
  }

  @Test
  void anErrorNamesFileAndLine() {
    assertThatThrownBy(() -> read("<a>\n<b></a>"))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("a.xml: is not well-formed XML: ")
        .hasMessageContaining("line 2");
  }

  @Test
  void whatTheWriterWritesIsReadBackTheSame() throws MalformedPolicyException {
    String nasty = "<&>\"']]> \t\nä\uD83D\uDE00";
    String document =
        new XmlWriter()
            .start("a")
            .attribute("x", nasty)
            .cdata("b", nasty)
            .start("c")
            .text(nasty)
            .end()
            .cdataOrEmpty("d", "")
            .end()
            .toString();

    XmlElement root = read(document);

    assertThat(root.attribute("x")).contains(nasty);
    assertThat(root.childText("b")).isEqualTo(nasty);
    assertThat(root.childText("c")).isEqualTo(nasty);
    assertThat(document).endsWith("<d/></a>");
  }

  @Test
  void charactersThatXmlCannotHoldAreReplaced() throws MalformedPolicyException {
    String document = new XmlWriter().start("a").text("x\u0000\uD800y\uFFFF").end().toString();

    assertThat(read(document).text()).isEqualTo("x\uFFFD\uFFFDy\uFFFD");
  }

  private static XmlElement read(String document) throws MalformedPolicyException {
    return read(document, XmlLimits.DEFAULT);
  }

  private static XmlElement read(String document, XmlLimits limits)
      throws MalformedPolicyException {
    return XmlReader.read(document.getBytes(StandardCharsets.UTF_8), "a.xml", limits);
  }
}
