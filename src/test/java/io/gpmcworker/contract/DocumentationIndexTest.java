package io.gpmcworker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A newcomer finds every page, and no link leads nowhere. */
class DocumentationIndexTest {

  private static final Path DOCS = Path.of("docs");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)\\s]*)?\\)");

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(DOCS)) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
              docs.filter(it -> it.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static List<Path> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map((MatchResult it) -> it.group(1))
        .filter(it -> !it.contains("://"))
        .map(it -> page.resolveSibling(it).normalize())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    assertThat(links(page)).allMatch(Files::exists);
  }

  @Test
  void everyPageIsInTheIndex() throws IOException {
    Path index = DOCS.resolve("README.md");

    assertThat(links(index)).containsAll(pages().stream().filter(it -> !it.equals(index)).toList());
  }
}
