package io.gpmcworker.policy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryPolicyCorpusTest {

  static List<Path> files() {
    return Corpus.files("registry.pol");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRealFileIsWrittenToTheSameBytes(Path file) throws IOException {
    byte[] original = Files.readAllBytes(file);

    RegistryPolicy policy = RegistryPolicy.read(original, "registry.pol");

    assertThat(policy.toByteArray()).isEqualTo(original);
  }
}
