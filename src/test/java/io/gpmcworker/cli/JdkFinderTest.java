package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ./gpmc and ./mvnw find, on machines with other JDKs than this one. */
class JdkFinderTest {
  private static final String FINDER = Path.of(".mvn/find-jdk.sh").toAbsolutePath().toString();

  @TempDir Path machine;

  @BeforeEach
  void noJavaAtAll() throws IOException {
    Files.createDirectories(machine.resolve("bin"));
    for (String tool : new String[] {"sed", "readlink", "sh"}) {
      Files.createSymbolicLink(machine.resolve("bin").resolve(tool), real(tool));
    }
  }

  @Test
  void javaHomeIsTakenWhenItIsNewEnough() throws Exception {
    Path home = jdk("chosen", "25.0.1");
    jdk("folder/other", "25");

    assertThat(find(Map.of("JAVA_HOME", home.toString())).out()).isEqualTo(home.toString());
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws Exception {
    Path old = jdk("old", "17.0.15");
    Path fitting = jdk("folder/new", "26");

    assertThat(find(Map.of("JAVA_HOME", old.toString())).out()).isEqualTo(fitting.toString());
  }

  @Test
  void theJavaOnThePathIsTakenThroughItsLink() throws Exception {
    Path home = jdk("elsewhere", "25.0.3");
    Files.createSymbolicLink(machine.resolve("bin/java"), home.resolve("bin/java"));

    assertThat(find(Map.of()).out()).isEqualTo(home.toString());
  }

  @Test
  void anOldJavaOnThePathIsPassedOver() throws Exception {
    Path old = jdk("elsewhere", "1.8.0_442");
    Files.createSymbolicLink(machine.resolve("bin/java"), old.resolve("bin/java"));
    Path fitting = jdk("folder/temurin-25", "25.0.3");

    assertThat(find(Map.of()).out()).isEqualTo(fitting.toString());
  }

  @Test
  void theOldestThatFitsIsTakenFromTheUsualFolders() throws Exception {
    jdk("folder/a-27", "27");
    Path wanted = jdk("folder/b-25", "25.0.3");
    jdk("folder/c-21", "21.0.2");

    assertThat(find(Map.of()).out()).isEqualTo(wanted.toString());
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
    Path runtime = jdk("folder/jre", "25");
    Files.delete(runtime.resolve("bin/javac"));

    assertThat(find(Map.of()).exit()).isEqualTo(1);
  }

  @Test
  void whereThereIsNoneItSaysWhatToInstall() throws Exception {
    Found found = find(Map.of());

    assertThat(found.exit()).isEqualTo(1);
    assertThat(found.out()).isEmpty();
    assertThat(found.err())
        .contains("needs a JDK 25 or newer, and none was found")
        .contains("apt install openjdk-25-jdk");
  }

  private record Found(int exit, String out, String err) {}

  private Found find(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            machine.resolve("bin/sh").toString(),
            "-euf",
            "-c",
            ". '" + FINDER + "'; printf %s \"$JAVA_HOME\"");
    builder.environment().clear();
    builder.environment().put("PATH", machine.resolve("bin").toString());
    builder.environment().put("JDK_FOLDERS", machine.resolve("folder") + "/*");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Found(process.waitFor(), out, err);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = machine.toRealPath().resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Files.createFile(
          home.resolve("bin").resolve(program),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static Path real(String tool) throws IOException {
    for (String folder : new String[] {"/usr/bin", "/bin"}) {
      Path program = Path.of(folder, tool);
      if (Files.exists(program)) {
        return program.toRealPath();
      }
    }
    throw new IOException("This system has no " + tool);
  }
}
