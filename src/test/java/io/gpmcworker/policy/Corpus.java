package io.gpmcworker.policy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The real GPMC backups that tests run on where they are at hand. */
public final class Corpus {

  private Corpus() {}

  /** Its folder; the test that asks is skipped, loudly, where there is none. */
  public static Path folder() {
    Path folder = place();
    assumeTrue(
        isThere(),
        () -> "no corpus of real GPMC backups at " + folder + "; set GPMC_CORPUS to its folder");
    return folder;
  }

  /** Whether it is at hand, for tests that can do without. */
  public static boolean isThere() {
    return Files.isDirectory(place());
  }

  private static Path place() {
    return Optional.ofNullable(System.getenv("GPMC_CORPUS"))
        .map(Path::of)
        .orElse(Path.of("../shared/gpo-corpus"));
  }

  /** The folder of every backup in it. */
  public static List<Path> backups() {
    return files("backup.xml").stream().map(Path::getParent).toList();
  }

  /** Every file of the given name, without regard to case. */
  public static List<Path> files(String lowerCaseName) {
    return files(
        path -> path.getFileName().toString().toLowerCase(Locale.ROOT).equals(lowerCaseName));
  }

  /** Every file whose name ends so, without regard to case. */
  public static List<Path> filesEndingIn(String lowerCaseEnd) {
    return files(
        path -> path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(lowerCaseEnd));
  }

  private static List<Path> files(Predicate<Path> wanted) {
    try (Stream<Path> all = Files.walk(folder())) {
      return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
