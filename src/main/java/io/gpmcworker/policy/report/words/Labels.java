package io.gpmcworker.policy.report.words;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an element is called by people. */
public final class Labels {

  /** Attributes and children that name their element, the best first. */
  private static final List<String> NAMES =
      List.of(
          "Name",
          "name",
          "DisplayName",
          "GroupName",
          "SubcategoryName",
          "KeyPath",
          "Path",
          "path",
          "IssuedTo",
          "SOMPath",
          "KeyName",
          "SystemAccessPolicyName",
          "Command",
          "Id",
          "id");

  private Labels() {}

  /** The name that an element bears in an attribute or a child; empty if it bears none. */
  public static Optional<String> of(ReportElement element) {
    return NAMES.stream().flatMap(name -> named(element, name)).findFirst();
  }

  private static Stream<String> named(ReportElement element, String name) {
    Stream<String> attributes =
        element.attributes().stream()
            .filter(attribute -> attribute.name().equals(name))
            .map(ReportElement.Attribute::value);
    Stream<String> children =
        element.children().stream()
            .filter(child -> child.name().equals(name))
            .map(child -> child.children().isEmpty() ? child.text() : of(child).orElse(""));
    return Stream.concat(attributes, children).filter(text -> !text.isBlank());
  }
}
