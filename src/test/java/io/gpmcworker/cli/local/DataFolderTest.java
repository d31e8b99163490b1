package io.gpmcworker.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void aFolderInUseIsNamed() {
    try (DataFolder first = DataFolder.open(folder)) {
      assertThat(first.backups()).isEqualTo(folder.resolve("backups"));
      assertThatThrownBy(() -> DataFolder.open(folder).close())
          .isInstanceOf(SurroundingsException.class)
          .hasMessageContaining(folder + " is in use by another ./gpmc");
    }
  }

  @Test
  void aFolderWithOtherFilesIsNeitherUsedNorDeleted() throws IOException {
    Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> DataFolder.open(folder).close())
        .hasMessageContaining("holds files that are not gpmc-worker's");
    assertThatThrownBy(() -> DataFolder.delete(folder))
        .hasMessageContaining("is not a data folder of gpmc-worker");
    assertThat(precious).exists();
  }

  @Test
  void aFolderOfOursIsDeletedWithAllThatIsInIt() throws IOException {
    Path ours = folder.resolve("ours");
    try (DataFolder data = DataFolder.open(ours)) {
      Files.createDirectories(data.backups());
      Files.writeString(data.backups().resolve("manifest.xml"), "<Backups/>");
    }

    assertThat(DataFolder.delete(ours)).isTrue();
    assertThat(ours).doesNotExist();
    assertThat(DataFolder.delete(ours)).isFalse();
  }
}
