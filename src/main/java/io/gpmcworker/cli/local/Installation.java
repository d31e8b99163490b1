package io.gpmcworker.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this project's own files are.
 *
 * @param home the top folder of the project
 */
public record Installation(Path home) {

  /**
   * The installation that this program was started from: the system property {@code gpmc.home},
   * which {@code ./gpmc} sets, or the working folder, which is the project's in its own build.
   */
  public static Installation current() {
    return new Installation(
        Path.of(System.getProperty("gpmc.home", "")).toAbsolutePath().normalize());
  }

  /** What is built or unpacked once and shared by all runs. {@code ./mvnw clean} removes it. */
  public Path work() {
    return home.resolve("target/gpmc");
  }

  /** The packaged worker: the artifact that ships. */
  public Path workerJar() {
    return home.resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** What a training run of the packaged worker has left for the JVM, see {@link LocalWorker}. */
  public Path aotCache() {
    return workerJar().resolveSibling("app.aot");
  }

  /** Whether there is a cache, and none of another build. */
  public boolean hasAotCache() {
    try {
      return Files.getLastModifiedTime(aotCache()).compareTo(Files.getLastModifiedTime(workerJar()))
          > 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** The {@code java} that runs this program, for the programs that it starts. */
  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * The broker's libraries, in the form that {@code java -cp} takes.
   *
   * @throws SurroundingsException when the project is not built
   */
  public String brokerClassPath() {
    Path file = work().resolve("broker.classpath");
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new SurroundingsException(
          file + " is missing: build the project first with ./mvnw package.", e);
    }
  }
}
