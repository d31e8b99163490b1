package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that has little memory: what is kept in it shows. */
final class SmallHeap {

  static final int MIB = 64;

  private SmallHeap() {}

  /** Runs a class's {@code main} with a folder; returns when it has ended without a complaint. */
  static void run(Class<?> main, Path folder) throws Exception {
    Process small =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MIB + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(small.waitFor()).as(said).isZero();
  }
}
