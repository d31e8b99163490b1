package io.gpmcworker.policy.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.backup.SecurityGroups;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What settings name, against what GPMC found in them when it made the backup. */
class ReferencesCorpusTest {

  @Test
  void thePrincipalsAndPathsFoundAreThoseThatGpmcListed() throws Exception {
    List<String> different = new ArrayList<>();
    int named = 0;
    for (Path folder : Corpus.backups()) {
      BackupFolder backup = BackupFolder.open(folder);
      FoundReferences found = new FoundReferences();
      for (PayloadEntry entry : backup.payload()) {
        if (entry.isFile() && ReferenceFiles.isMapped(entry.path())) {
          try (InputStream in = entry.open()) {
            found.addFile(entry.path(), in.readAllBytes());
          }
        }
      }
      Set<String> ours = new TreeSet<>();
      SecurityGroups.derive(
              SecurityDescriptor.NONE,
              found.trustees().stream().map(Trustee::toTemplate).toList(),
              sid -> Optional.empty())
          .forEach(group -> ours.add(key(group)));
      Set<String> theirs = new TreeSet<>();
      backup.document().securityGroups().stream()
          .filter(group -> !group.fromDacl())
          .forEach(group -> theirs.add(key(group)));
      named += ours.isEmpty() ? 0 : 1;
      if (!ours.equals(theirs) || !found.paths().equals(backup.document().filePaths())) {
        different.add(folder + "\n  ours " + ours + found.paths() + "\n  GPMC's " + theirs);
      }
    }
    assertThat(named).isPositive();
    assertThat(different)
        .as("but for a service whose name only that machine knew")
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(text -> text.contains("S-1-5-80-3139157870"));
  }

  private static String key(SecurityGroup group) {
    return Optional.of(group.sid()).filter(sid -> !sid.isEmpty()).orElse(group.samAccountName());
  }
}
