package io.gpmcworker.policy.xml;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML in exactly the form GPMC gives it: values as CDATA, attributes in double quotes,
 * layout in the caller's hands. Names are written as given, with their prefix.
 */
public final class XmlWriter {

  private final StringBuilder text = new StringBuilder(4096);
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inStartTag;

  /** Text that is markup already: a declaration, a comment, layout. */
  public XmlWriter raw(String markup) {
    closeStartTag();
    text.append(markup);
    return this;
  }

  /** Begins an element. */
  public XmlWriter start(String name) {
    closeStartTag();
    text.append('<').append(name);
    open.push(name);
    inStartTag = true;
    return this;
  }

  /** Adds an attribute to the element just begun. */
  public XmlWriter attribute(String name, String value) {
    if (!inStartTag) {
      throw new IllegalStateException("no start tag is open for the attribute " + name);
    }
    text.append(' ').append(name).append("=\"");
    escape(value, true);
    text.append('"');
    return this;
  }

  /** Character data, escaped. */
  public XmlWriter text(String value) {
    if (!value.isEmpty()) {
      closeStartTag();
      escape(value, false);
    }
    return this;
  }

  /** Ends the innermost element; without content it becomes an empty-element tag. */
  public XmlWriter end() {
    String name = open.pop();
    if (inStartTag) {
      text.append("/>");
      inStartTag = false;
    } else {
      text.append("</").append(name).append('>');
    }
    return this;
  }

  /** An element that holds a value in a CDATA section, or an empty-element tag if it is empty. */
  public XmlWriter cdataOrEmpty(String name, String value) {
    return value.isEmpty() ? start(name).end() : cdata(name, value);
  }

  /** An element that holds a value in a CDATA section, also when it is empty. */
  public XmlWriter cdata(String name, String value) {
    start(name);
    closeStartTag();
    text.append("<![CDATA[").append(allowed(value).replace("]]>", "]]]]><![CDATA[>")).append("]]>");
    return end();
  }

  private void closeStartTag() {
    if (inStartTag) {
      text.append('>');
      inStartTag = false;
    }
  }

  private void escape(String value, boolean inAttribute) {
    String clean = allowed(value);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append(inAttribute ? "&quot;" : "\"");
        case '\t', '\n' -> {
          if (inAttribute) {
            text.append("&#").append((int) c).append(';');
          } else {
            text.append(c);
          }
        }
        case '\r' -> text.append("&#13;");
        default -> text.append(c);
      }
    }
  }

  /** XML 1.0 has no way to write some characters; U+FFFD stands in for them. */
  private static String allowed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value, i)) {
        StringBuilder clean = new StringBuilder(value);
        for (int j = i; j < clean.length(); j++) {
          if (!isAllowed(value, j)) {
            clean.setCharAt(j, '\uFFFD');
          }
        }
        return clean.toString();
      }
    }
    return value;
  }

  private static boolean isAllowed(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }
    return c >= ' ' ? c < '\uFFFE' : c == '\t' || c == '\n' || c == '\r';
  }

  /** The document as written so far. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("the element " + open.element() + " is still open");
    }
    return text.toString();
  }
}
