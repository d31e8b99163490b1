package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupDocumentCorpusTest {

  static java.util.List<Path> backups() {
    return Corpus.backups();
  }

  @ParameterizedTest
  @MethodSource("backups")
  void isWrittenAsGpmcWroteIt(Path backup) throws IOException {
    byte[] original = Files.readAllBytes(backup.resolve("Backup.xml"));
    BackupDocument document = BackupDocument.read(original);

    byte[] written = document.toByteArray();

    assertThat(BackupDocument.read(written)).isEqualTo(document);
    assertThat(withCrLf(written)).isEqualTo(withCrLf(original));
  }

  private static String withCrLf(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\n", "\r\n");
  }
}
