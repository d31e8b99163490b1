package io.gpmcworker.policy.xml;

import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML from untrusted places: a document type declaration is refused, nothing outside the
 * document is ever loaded, and size and depth are bounded.
 */
public final class XmlReader {

  private XmlReader() {}

  /** A new one for each document: the JDK's is not made for threads and holds its last input. */
  private static XMLInputFactory hardenedFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  /**
   * Reads a document from the start to its end.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is not well-formed, has a document type, or exceeds
   *     {@link XmlLimits#DEFAULT}
   */
  public static XmlElement read(byte[] document, String file) throws MalformedPolicyException {
    return read(document, file, XmlLimits.DEFAULT);
  }

  /**
   * Reads a document from a stream to its end; the stream stays open.
   *
   * @throws MalformedPolicyException if it is not well-formed, has a document type, or exceeds
   *     {@link XmlLimits#DEFAULT}
   * @throws IOException if the stream fails
   */
  public static XmlElement read(InputStream document, String file) throws IOException {
    XmlLimits limits = XmlLimits.DEFAULT;
    return read(document.readNBytes(limits.bytes() + 1), file, limits);
  }

  /**
   * Reads a document within the given limits.
   *
   * @throws MalformedPolicyException if it is not well-formed, has a document type, or exceeds them
   */
  public static XmlElement read(byte[] document, String file, XmlLimits limits)
      throws MalformedPolicyException {
    if (document.length > limits.bytes()) {
      throw new MalformedPolicyException(file, "is larger than " + limits.bytes() + " bytes");
    }
    try {
      XMLStreamReader reader =
          hardenedFactory()
              .createXMLStreamReader(new StringReader(XmlEncoding.decode(document, file)));
      try {
        return new Builder(reader, file, limits).build();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new MalformedPolicyException(file, "is not well-formed XML: " + firstLine(e), e);
    } catch (MissingResourceException e) {
      // The JDK's parser has no words for some of what it finds.
      throw new MalformedPolicyException(file, "is not well-formed XML: " + e.getKey(), e);
    }
  }

  private static String firstLine(XMLStreamException e) {
    String message = String.valueOf(e.getMessage()).replace("\r", "");
    int text = message.indexOf("Message: ");
    String what = text < 0 ? message : message.substring(text + "Message: ".length());
    return e.getLocation() == null
        ? what.replace('\n', ' ')
        : what.replace('\n', ' ')
            + " (line "
            + e.getLocation().getLineNumber()
            + ", column "
            + e.getLocation().getColumnNumber()
            + ")";
  }

  /** Builds the tree without recursion, so that a deep document costs no stack. */
  private static final class Builder {

    private record Open(QName name, Map<QName, String> attributes, List<XmlNode> nodes) {}

    private final XMLStreamReader reader;
    private final String file;
    private final XmlLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<XmlElement> roots = new ArrayList<>(1);
    private int nodes;

    Builder(XMLStreamReader reader, String file, XmlLimits limits) {
      this.reader = reader;
      this.file = file;
      this.limits = limits;
    }

    XmlElement build() throws XMLStreamException, MalformedPolicyException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start();
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
          case XMLStreamConstants.DTD ->
              throw malformed("has a document type declaration, which is not accepted");
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw malformed("refers to the entity " + reader.getLocalName());
          default -> {
            // Comments, processing instructions and white space around the root say nothing.
          }
        }
      }
      return roots.getFirst();
    }

    private void start() throws MalformedPolicyException {
      if (open.size() >= limits.depth()) {
        throw malformed("nests deeper than " + limits.depth() + " elements");
      }
      Map<QName, String> attributes = LinkedHashMap.newLinkedHashMap(reader.getAttributeCount());
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        count();
        attributes.put(reader.getAttributeName(i), reader.getAttributeValue(i));
      }
      count();
      open.push(
          new Open(reader.getName(), Collections.unmodifiableMap(attributes), new ArrayList<>()));
    }

    private void end() {
      Open closed = open.pop();
      XmlElement element = new XmlElement(closed.name(), closed.attributes(), closed.nodes());
      if (open.isEmpty()) {
        roots.add(element);
      } else {
        open.element().nodes().add(element);
      }
    }

    private void text() throws MalformedPolicyException {
      count();
      Open parent = open.peek();
      if (parent != null) {
        parent.nodes().add(new XmlText(reader.getText()));
      }
    }

    private void count() throws MalformedPolicyException {
      if (++nodes > limits.nodes()) {
        throw malformed("has more than " + limits.nodes() + " elements, attributes and texts");
      }
    }

    private MalformedPolicyException malformed(String reason) {
      return new MalformedPolicyException(
          file, reason + " (line " + reader.getLocation().getLineNumber() + ")");
    }
  }
}
