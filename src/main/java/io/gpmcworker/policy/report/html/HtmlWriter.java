package io.gpmcworker.policy.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes elements so that no text can become markup: names of elements and attributes are the
 * program's own, every text and every attribute's value is escaped, and elements are closed in
 * order.
 */
final class HtmlWriter {

  private static final Set<String> VOID = Set.of("meta", "input", "br", "wbr");

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  HtmlWriter() {
    out.append("<!DOCTYPE html>\n");
  }

  /** Opens an element. */
  HtmlWriter start(String name) {
    endTag();
    out.append('<').append(name);
    inTag = true;
    if (!VOID.contains(name)) {
      open.push(name);
    }
    return this;
  }

  /** Opens an element of the given class. */
  HtmlWriter start(String name, String cssClass) {
    return start(name).attribute("class", cssClass);
  }

  /** Gives the element that was just opened an attribute. */
  HtmlWriter attribute(String name, String value) {
    if (!inTag) {
      throw new IllegalStateException("the attribute " + name + " is outside of a tag");
    }
    out.append(' ').append(name).append("=\"");
    escape(value);
    out.append('"');
    return this;
  }

  /** Writes a text. */
  HtmlWriter text(String text) {
    endTag();
    escape(text);
    return this;
  }

  /** Writes a path, which may be broken into lines where its parts begin. */
  HtmlWriter path(String path) {
    int part = 0;
    for (int end = path.indexOf('\\'); end >= 0; end = path.indexOf('\\', part)) {
      text(path.substring(part, end + 1)).start("wbr");
      part = end + 1;
    }
    return text(path.substring(part));
  }

  /** Closes the innermost element. */
  HtmlWriter end() {
    endTag();
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that holds a text. */
  HtmlWriter element(String name, String text) {
    return start(name).text(text).end();
  }

  /** An element of the given class that holds a text. */
  HtmlWriter element(String name, String cssClass, String text) {
    return start(name, cssClass).text(text).end();
  }

  /** A new line in the source, for those who read it. */
  HtmlWriter line() {
    endTag();
    out.append('\n');
    return this;
  }

  /** A script or a style sheet of the program's own, as it is. */
  HtmlWriter own(String name, String content) {
    start(name);
    endTag();
    out.append(content);
    return end();
  }

  /** The document. */
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.append('\n').toString();
  }

  private void endTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\t', '\n' -> out.append(c);
        case '\r' -> {
          if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
            out.append('\n');
          }
        }
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else {
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
          }
        }
      }
    }
  }
}
