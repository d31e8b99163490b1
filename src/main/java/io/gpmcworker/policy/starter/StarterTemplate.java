package io.gpmcworker.policy.starter;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.inf.InfText;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.policy.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code StarterGPO.tmplx}, which says what a Starter GPO is called. Microsoft has not published
 * its schema; so a name and an id are looked for wherever they may be, and everything else stays as
 * it is.
 */
public final class StarterTemplate {

  /** The file's name. */
  public static final String NAME = "StarterGPO.tmplx";

  /** Largest file accepted, in bytes. */
  public static final int MAX_SIZE = 1 << 20;

  private static final List<String> DISPLAY_NAME = List.of("displayname", "name");
  private static final Set<String> ID = Set.of("id", "guid", "uniqueid", "startergpoid");
  private static final String BARE_GUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

  private final InfText text;
  private final XmlElement root;

  private StarterTemplate(InfText text, XmlElement root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads the file.
   *
   * @throws MalformedPolicyException if it is no XML
   */
  public static StarterTemplate read(byte[] content) throws MalformedPolicyException {
    if (content.length > MAX_SIZE) {
      throw new MalformedPolicyException(NAME, "is larger than " + MAX_SIZE + " bytes");
    }
    return new StarterTemplate(
        InfText.decode(content, NAME, StandardCharsets.UTF_8), XmlReader.read(content, NAME));
  }

  /** Every element, the root first. Recursive; the reader of the XML bounds the depth. */
  private static Stream<XmlElement> all(XmlElement element) {
    return Stream.concat(
        Stream.of(element), element.children().stream().flatMap(StarterTemplate::all));
  }

  /** The Starter GPO's display name; empty if none is found. */
  public Optional<String> displayName() {
    return first(DISPLAY_NAME);
  }

  private Optional<String> first(List<String> names) {
    return names.stream()
        .flatMap(name ->
            all(root)
                .filter(element -> element.localName().toLowerCase(Locale.ROOT).equals(name))
                .map(element -> element.text().strip()))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** What else the Starter GPO says about itself. */
  public StarterDetails details() {
    return new StarterDetails(
        first(List.of("type")),
        first(List.of("description", "comment")),
        first(List.of("author")),
        first(List.of("product")),
        first(List.of("version")));
  }

  /** The Starter GPO's GUID; empty if none is found. */
  public Optional<UUID> id() {
    return all(root)
        .filter(element -> ID.contains(element.localName().toLowerCase(Locale.ROOT)))
        .flatMap(element -> guid(element.text().strip()).stream())
        .findFirst();
  }

  private static Optional<UUID> guid(String value) {
    return value.matches(BARE_GUID)
        ? Optional.of(UUID.fromString(value))
        : Guids.parseBraced(value);
  }

  /**
   * The file for another Starter GPO.
   *
   * @throws MalformedPolicyException if no display name is found, or the encoding has no place for
   *     the new one
   */
  public byte[] of(UUID id, String displayName) throws MalformedPolicyException {
    String before =
        displayName()
            .orElseThrow(() ->
                new MalformedPolicyException(NAME, "holds no display name where one is known"));
    String changed = text.text();
    for (String element : DISPLAY_NAME) {
      String once = withText(changed, element, before, displayName);
      if (!once.equals(changed)) {
        changed = once;
        break;
      }
    }
    Optional<UUID> old = id();
    if (old.isPresent()) {
      changed = changed.replaceAll("(?i)" + old.get(), Matcher.quoteReplacement(written(id)));
    }
    return text.withText(changed).encode(NAME);
  }

  private static String written(UUID id) {
    return id.toString().toUpperCase(Locale.ROOT);
  }

  private static String withText(String document, String element, String before, String after) {
    Pattern pattern =
        Pattern.compile(
            "(<(?:[\\w.-]+:)?(?i:"
                + element
                + ")(?:\\s[^<>]*)?>\\s*)(?:<!\\[CDATA\\[)?"
                + Pattern.quote(escaped(before))
                + "(?:]]>)?(\\s*</)");
    return pattern
        .matcher(document)
        .replaceFirst("$1" + Matcher.quoteReplacement(escaped(after)) + "$2");
  }

  private static String escaped(String value) {
    String element = new XmlWriter().start("x").text(value).end().toString();
    return element.substring("<x>".length(), element.length() - "</x>".length());
  }
}
