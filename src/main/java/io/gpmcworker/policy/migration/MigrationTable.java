package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.policy.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A migration table, {@code IGPMMigrationTable}: what the principals and UNC paths of a GPO's
 * settings become in another place.
 *
 * @param mappings its entries in file order; no source twice, without regard to case
 */
public record MigrationTable(List<Mapping> mappings) {

  /** A table that maps nothing. */
  public static final MigrationTable EMPTY = new MigrationTable(List.of());

  /** Largest file accepted, in bytes. */
  public static final int MAX_SIZE = 16 << 20;

  private static final int MAX_TEXT = 4096;
  private static final String NAMESPACE =
      "http://www.microsoft.com/GroupPolicy/GPOOperations/MigrationTable";
  private static final String NEW_LINE = "\r\n";

  public MigrationTable {
    mappings = List.copyOf(mappings);
  }

  /**
   * Reads a {@code .migtable}.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is not a migration table; the message names the entry
   */
  public static MigrationTable read(byte[] content, String file) throws MalformedPolicyException {
    if (content.length > MAX_SIZE) {
      throw new MalformedPolicyException(file, "is larger than " + MAX_SIZE + " bytes");
    }
    XmlElement root = XmlReader.read(content, file);
    if (!root.localName().equals("MigrationTable")
        || !root.name().getNamespaceURI().equals(NAMESPACE)) {
      throw new MalformedPolicyException(file, "is no MigrationTable but " + root.name());
    }
    List<Mapping> mappings = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    for (XmlElement element : root.children()) {
      Mapping mapping = mapping(element, file);
      if (!sources.add(mapping.source().toLowerCase(Locale.ROOT))) {
        throw new MalformedPolicyException(file, "maps '" + mapping.source() + "' twice");
      }
      mappings.add(mapping);
    }
    return new MigrationTable(mappings);
  }

  private static Mapping mapping(XmlElement element, String file) throws MalformedPolicyException {
    if (!element.localName().equals("Mapping")) {
      throw new MalformedPolicyException(
          file, "holds a " + element.localName() + ", not a Mapping");
    }
    String source = element.childText("Source").strip();
    if (source.isEmpty() || source.length() > MAX_TEXT) {
      throw new MalformedPolicyException(
          file, "has a Mapping whose Source is not 1 to " + MAX_TEXT + " characters");
    }
    String type = element.childText("Type").strip();
    Mapping mapping =
        new Mapping(
            EntryType.ofElement(type)
                .orElseThrow(() ->
                    new MalformedPolicyException(
                        file, "maps '" + source + "', whose type is unknown: '" + type + "'")),
            source,
            destination(element, source, file));
    if (mapping.isPath() && !isPossible(mapping.source(), mapping.destination())) {
      throw new MalformedPolicyException(
          file,
          "maps the UNC path '"
              + source
              + "' to what is none; a UNC path is \\\\server\\share, and its destination another or"
              + " the same");
    }
    return mapping;
  }

  private static boolean isPossible(String source, Destination destination) {
    return UncPaths.isUnc(source)
        && switch (destination) {
          case Destination.SameAsSource() -> true;
          case Destination.Set(String name) -> UncPaths.isUnc(name);
          case Destination.None(), Destination.ByRelativeName() -> false;
        };
  }

  private static Destination destination(XmlElement element, String source, String file)
      throws MalformedPolicyException {
    List<XmlElement> given =
        element.children().stream()
            .filter(child -> child.localName().startsWith("Destination"))
            .toList();
    if (given.size() != 1) {
      throw new MalformedPolicyException(
          file, "maps '" + source + "' to " + given.size() + " destinations, expected one");
    }
    return switch (given.getFirst().localName()) {
      case "DestinationSameAsSource" -> new Destination.SameAsSource();
      case "DestinationNone" -> new Destination.None();
      case "DestinationByRelativeName" -> new Destination.ByRelativeName();
      case "Destination" -> {
        String name = given.getFirst().text().strip();
        if (name.isEmpty() || name.length() > MAX_TEXT) {
          throw new MalformedPolicyException(
              file,
              "maps '"
                  + source
                  + "' to a Destination that is not 1 to "
                  + MAX_TEXT
                  + " characters");
        }
        yield new Destination.Set(name);
      }
      default ->
          throw new MalformedPolicyException(
              file, "maps '" + source + "' to the unknown " + given.getFirst().localName());
    };
  }

  /** The file's bytes as GPMC writes them: UTF-16 with a byte order mark, CRLF. */
  public byte[] toByteArray() {
    String text =
        "\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>"
            + NEW_LINE
            + "<MigrationTable xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\""
            + NAMESPACE
            + "\">"
            + NEW_LINE
            + mappings.stream().map(MigrationTable::element).collect(Collectors.joining())
            + "</MigrationTable>";
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static String element(Mapping mapping) {
    String destination =
        switch (mapping.destination()) {
          case Destination.SameAsSource() -> "<DestinationSameAsSource />";
          case Destination.None() -> "<DestinationNone />";
          case Destination.ByRelativeName() -> "<DestinationByRelativeName />";
          case Destination.Set(String name) -> text("Destination", name);
        };
    return "  <Mapping>"
        + NEW_LINE
        + line(text("Type", mapping.type().element()))
        + line(text("Source", mapping.source()))
        + line(destination)
        + "  </Mapping>"
        + NEW_LINE;
  }

  private static String line(String element) {
    return "    " + element + NEW_LINE;
  }

  private static String text(String name, String value) {
    return new XmlWriter().start(name).text(value).end().toString();
  }
}
