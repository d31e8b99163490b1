package io.gpmcworker.policy.report.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;

/**
 * Writes a report as GPMC does: UTF-16LE with byte order mark, CRLF, two blanks for each level, and
 * prefixes {@code q1}, {@code q2}, … that number on through the whole document. Each type of an
 * extension declares one; every other change of namespace redeclares the default namespace.
 */
public final class ReportXmlWriter {

  private static final String NEWLINE = "\r\n";
  private static final int CHUNK = 16_384;

  /**
   * What names mean at one place of the document.
   *
   * @param defaultNamespace of names without prefix
   * @param prefixed the namespace behind {@code prefix}; empty before any was declared
   * @param prefix the innermost declared prefix
   */
  private record Scope(String defaultNamespace, String prefixed, String prefix) {

    boolean knows(String namespace) {
      return namespace.equals(defaultNamespace) || namespace.equals(prefixed);
    }

    String qualify(String namespace, String name) {
      return namespace.equals(defaultNamespace) ? name : prefix + ":" + name;
    }
  }

  private final Writer out;

  /** A report is made of very many small texts, too many to take a writer's lock for each. */
  private final StringBuilder pending = new StringBuilder(2 * CHUNK);

  private int prefixes;

  private ReportXmlWriter(Writer out) {
    this.out = out;
  }

  /**
   * Writes a document; the stream is flushed and stays open.
   *
   * @throws IOException if the stream fails
   */
  public static void write(ReportElement root, OutputStream stream) throws IOException {
    Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_16LE);
    out.append('\uFEFF');
    write(root, out);
    out.flush();
  }

  /** A document as text, without byte order mark; its declaration names UTF-16 all the same. */
  public static String text(ReportElement root) {
    StringWriter out = new StringWriter(CHUNK);
    try {
      write(root, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return out.toString();
  }

  private static void write(ReportElement root, Writer out) throws IOException {
    ReportXmlWriter writer = new ReportXmlWriter(out);
    writer.write("<?xml version=\"1.0\" encoding=\"utf-16\"?>");
    writer.root(root);
    writer.drain();
  }

  private void write(String text) throws IOException {
    pending.append(text);
    if (pending.length() > CHUNK) {
      drain();
    }
  }

  private void write(char c) {
    pending.append(c);
  }

  private void drain() throws IOException {
    out.append(pending);
    pending.setLength(0);
  }

  private void root(ReportElement root) throws IOException {
    write(NEWLINE);
    write('<');
    write(root.name());
    declare("xmlns:xsd", ReportNamespaces.XSD);
    declare("xmlns:xsi", ReportNamespaces.XSI);
    declare("xmlns", root.namespace());
    content(root, root.name(), new Scope(root.namespace(), "", ""), 0);
  }

  private void element(ReportElement element, Scope outer, int level) throws IOException {
    indent(level);
    boolean known = outer.knows(element.namespace());
    Scope scope = known ? outer : new Scope(element.namespace(), outer.prefixed(), outer.prefix());
    String name = scope.qualify(element.namespace(), element.name());
    write('<');
    write(name);
    if (!known) {
      declare("xmlns", element.namespace());
    }
    if (element.type().isPresent()) {
      QName type = element.type().get();
      if (!scope.knows(type.getNamespaceURI())) {
        scope = new Scope(scope.defaultNamespace(), type.getNamespaceURI(), "q" + ++prefixes);
        declare("xmlns:" + scope.prefix(), scope.prefixed());
      }
      attribute("xsi:type", scope.qualify(type.getNamespaceURI(), type.getLocalPart()));
    }
    if (element.isNil()) {
      attribute("xsi:nil", "true");
    }
    content(element, name, scope, level);
  }

  private void content(ReportElement element, String name, Scope scope, int level)
      throws IOException {
    for (ReportElement.Attribute attribute : element.attributes()) {
      attribute(attribute.name(), attribute.value());
    }
    if (element.children().isEmpty() && element.text().isEmpty()) {
      write(" />");
      return;
    }
    write('>');
    escape(element.text(), false);
    for (ReportElement child : element.children()) {
      element(child, scope, level + 1);
    }
    if (!element.children().isEmpty()) {
      indent(level);
    }
    write("</");
    write(name);
    write('>');
  }

  private void indent(int level) throws IOException {
    write(NEWLINE);
    pending.repeat("  ", level);
  }

  private void declare(String name, String namespace) throws IOException {
    attribute(name, namespace);
  }

  private void attribute(String name, String value) throws IOException {
    write(' ');
    write(name);
    write("=\"");
    escape(value, true);
    write('"');
  }

  private void escape(String value, boolean inAttribute) throws IOException {
    if (isPlain(value)) {
      write(value);
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> write("&amp;");
        case '<' -> write("&lt;");
        case '>' -> write("&gt;");
        case '"' -> write(inAttribute ? "&quot;" : "\"");
        case '\t' -> write(inAttribute ? "&#x9;" : "\t");
        case '\n' -> write(inAttribute ? "&#xA;" : NEWLINE);
        case '\r' -> {
          if (inAttribute) {
            write("&#xD;");
          } else if (i + 1 == value.length() || value.charAt(i + 1) != '\n') {
            write(NEWLINE);
          }
        }
        default -> write(isAllowed(value, i) ? c : '\uFFFD');
      }
    }
  }

  /** Most text is written as it is; telling so at once is several times as fast as by character. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= Character.MIN_SURROGATE || c == '&' || c == '<' || c == '>' || c == '"') {
        return false;
      }
    }
    return true;
  }

  /** XML 1.0 has no way to write control characters and halves of surrogate pairs. */
  private static boolean isAllowed(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }
    return c >= ' ' && c < '\uFFFE';
  }
}
