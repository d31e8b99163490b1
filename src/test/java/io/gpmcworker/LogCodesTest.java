package io.gpmcworker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of log messages, which people search for. */
class LogCodesTest {

  private static final Pattern CODE = Pattern.compile("GPMC-[A-Z][0-9]{2}");

  @Test
  void eachStandsForOneMessage() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<Path> files = sources.filter(it -> it.toString().endsWith(".java")).toList();
      assertThat(
              files.stream()
                  .flatMap(it -> CODE.matcher(read(it)).results().map(MatchResult::group))
                  .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
          .isNotEmpty()
          .allSatisfy((code, messages) -> assertThat(messages).as(code).isEqualTo(1));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
