package io.gpmcworker.policy.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationTableTest {

  private static final String HEAD =
      "<MigrationTable xmlns=\"http://www.microsoft.com/GroupPolicy/GPOOperations/MigrationTable\">";

  private static MigrationTable read(String mappings) throws MalformedPolicyException {
    return MigrationTable.read(
        (HEAD + mappings + "</MigrationTable>").getBytes(StandardCharsets.UTF_8), "t.migtable");
  }

  @Test
  void everyDestinationIsWrittenAsItIsRead() throws Exception {
    MigrationTable table =
        new MigrationTable(
            List.of(
                new Mapping(
                    EntryType.GLOBAL_GROUP,
                    "Admins & Co@lab.example",
                    new Destination.Set("CORP\\Admins")),
                new Mapping(EntryType.USER, "LAB\\jane", new Destination.None()),
                new Mapping(
                    EntryType.COMPUTER, "PC1$@lab.example", new Destination.ByRelativeName()),
                new Mapping(EntryType.UNC_PATH, "\\\\lab\\it", new Destination.Set("\\\\corp\\it")),
                new Mapping(EntryType.UNKNOWN, "Local account", new Destination.SameAsSource())));

    byte[] bytes = table.toByteArray();

    assertThat(MigrationTable.read(bytes, "t.migtable")).isEqualTo(table);
    assertThat(bytes).startsWith(0xFF, 0xFE);
  }

  /** What GPMC's own editor wrote comes out as it went in; one was given a last line end later. */
  @Test
  void tablesOfGpmcComeOutAsTheyWentIn() throws IOException {
    List<Path> tables = Corpus.filesEndingIn(".migtable");
    assertThat(tables).isNotEmpty();
    for (Path table : tables) {
      byte[] bytes = Files.readAllBytes(table);
      String again =
          new String(MigrationTable.read(bytes, "t").toByteArray(), StandardCharsets.UTF_16LE);
      assertThat(again).as("%s", table).isEqualTo(text(bytes));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_16LE).stripTrailing();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          <Mapping><Type>Group</Type><Source>a</Source><DestinationNone/></Mapping> | unknown: 'Group'
          <Mapping><Type>User</Type><Source></Source><DestinationNone/></Mapping> | Source
          <Mapping><Type>User</Type><Source>a</Source></Mapping> | 0 destinations
          <Mapping><Type>User</Type><Source>a</Source><Destination/></Mapping> | 'a' to a Destination
          <Mapping><Type>User</Type><Source>a</Source><DestinationElsewhere/></Mapping> | DestinationElsewhere
          <Mapping><Type>UNCPath</Type><Source>\\\\a\\b</Source><DestinationNone/></Mapping> | UNC path
          <Mapping><Type>UNCPath</Type><Source>c:\\b</Source><DestinationSameAsSource/></Mapping> | UNC path
          <Mapping><Type>User</Type><Source>a</Source><DestinationNone/></Mapping><Mapping><Type>User</Type><Source>A</Source><DestinationNone/></Mapping> | 'A' twice
          <Entry/> | Entry
          """)
  void aTableThatIsNoneIsRefusedNamingTheEntry(String mappings, String named) {
    assertThatThrownBy(() -> read(mappings))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining("t.migtable")
        .hasMessageContaining(named);
  }
}
