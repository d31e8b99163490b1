package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gpmcworker.policy.xml.XmlElement;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folder redirection for clients of Windows Vista and later, and for those before. */
class FolderRedirectionRendererTest {

  private static final String OLD_REDIRECTION = "Documents & Settings\\fdeploy.ini";

  /** As MS-GPFR 4.4 has it. */
  private static final String OLD_FOLDERS =
      """
      [FolderStatus]
      My Documents=11
      My Pictures=2
      Desktop=4
      [My Documents]
      S-1-1-0=\\\\files\\one\\%USERNAME%
      S-1-2-3=\\\\files\\two\\%USERNAME%
      """;

  @Test
  void aRedirectedFolderIsShownWithItsPlaceAndOptions() throws IOException {
    XmlElement folder =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(
                "Documents & Settings\\fdeploy1.ini",
                """
                [version]
                version=100
                [Folder_Redirection]
                {FDD39AD0-238F-46AF-ADB4-6C85480369C7}=s-1-1-0;
                [{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_s-1-1-0]
                Flags=1021
                FullPath=\\\\files\\home\\%USERNAME%\\Documents
                """)
            .settings()
            .child("Folder")
            .orElseThrow();

    XmlElement location = folder.child("Location").orElseThrow();
    assertThat(location.childText("DestinationPath"))
        .isEqualTo("\\\\files\\home\\%USERNAME%\\Documents");
    assertThat(location.child("SecurityGroup").orElseThrow().childText("Name"))
        .isEqualTo("Everyone");
    assertThat(location.child("SecurityGroup").orElseThrow().childText("SID")).isEqualTo("s-1-1-0");
    assertThat(folder.childText("MoveContents")).isEqualTo("true");
    assertThat(folder.childText("PolicyRemovalBehavior")).isEqualTo("RestoreContents");
    assertThat(folder.childText("RedirectToLocal")).isEqualTo("false");
  }

  @Test
  void redirectionForClientsBeforeVistaIsShownWhereThereIsNoOther() throws IOException {
    List<XmlElement> folders =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(OLD_REDIRECTION, OLD_FOLDERS)
            .settings()
            .children("Folder");

    assertThat(folders)
        .extracting(
            folder -> folder.childText("Id"),
            folder -> folder.childText("MoveContents"),
            folder -> folder.childText("FollowParent"),
            folder -> folder.childText("ApplyToDownLevel"))
        .containsExactly(
            tuple("{FDD39AD0-238F-46AF-ADB4-6C85480369C7}", "true", "false", "true"),
            tuple("{33E28130-4E1E-4676-835A-98395C3BC3BB}", "false", "true", "true"),
            tuple("{B4BFCC3A-DB2C-424C-B029-7FE99A87C641}", "false", "false", "false"));
    assertThat(folders.getFirst().children("Location"))
        .extracting(
            location -> location.childText("DestinationPath"),
            location -> location.child("SecurityGroup").orElseThrow().childText("SID"))
        .containsExactly(
            tuple("\\\\files\\one\\%USERNAME%", "S-1-1-0"),
            tuple("\\\\files\\two\\%USERNAME%", "S-1-2-3"));
  }

  @Test
  void aFolderThatIsNamedTwiceForClientsBeforeVistaIsShownOnce() throws IOException {
    List<XmlElement> folders =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(
                OLD_REDIRECTION,
                """
                [FolderStatus]
                My Documents=11
                MY DOCUMENTS=0
                [My Documents]
                s-1-1-0=\\\\files\\one
                """)
            .settings()
            .children("Folder");

    assertThat(folders)
        .extracting(folder -> folder.childText("Id"))
        .containsExactly("{FDD39AD0-238F-46AF-ADB4-6C85480369C7}");
  }

  @Test
  void aFolderThatClientsBeforeVistaAreToldOfTooSaysSo() throws IOException {
    List<XmlElement> folders =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(OLD_REDIRECTION, OLD_FOLDERS)
            .file(
                "Documents & Settings\\fdeploy1.ini",
                """
                [Folder_Redirection]
                {fdd39ad0-238f-46af-adb4-6c85480369c7}=S-1-1-0
                {374DE290-123F-4565-9164-39C4925E467B}=S-1-1-0
                """)
            .settings()
            .children("Folder");

    assertThat(folders)
        .extracting(folder -> folder.childText("ApplyToDownLevel"))
        .containsExactly("true", "false");
  }

  /** What Windows was seen to make of these flags, which are hexadecimal numbers. */
  @ParameterizedTest
  @CsvSource({
    "1021, true,  false, false, false, RestoreContents, false, '\\\\files\\home'",
    "1020, false, false, false, false, RestoreContents, false, '\\\\files\\home'",
    "1023, true,  true,  false, false, RestoreContents, false, '\\\\files\\home'",
    "3069, true,  false, true,  false, RestoreContents, false, '\\\\files\\home'",
    "1017, true,  true,  false, true,  LeaveContents,   true,  '\\\\files\\home'",
    "2045, true,  false, true,  true,  LeaveContents,   false, ''"
  })
  void theFlagsOfAFolderAreItsOptions(
      String flags,
      String moves,
      String follows,
      String local,
      String notSpecified,
      String removal,
      String exclusive,
      String path)
      throws IOException {
    XmlElement folder =
        new ReportFixture()
            .extension(ReportFixture.FOLDER_REDIRECTION)
            .file(
                "Documents & Settings\\fdeploy1.ini",
                """
                [Folder_Redirection]
                {FDD39AD0-238F-46AF-ADB4-6C85480369C7}=s-1-1-0
                [{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_s-1-1-0]
                Flags=%s
                FullPath=\\\\files\\home
                """
                    .formatted(flags))
            .settings()
            .child("Folder")
            .orElseThrow();

    assertThat(folder.childText("MoveContents")).isEqualTo(moves);
    assertThat(folder.childText("FollowParent")).isEqualTo(follows);
    assertThat(folder.childText("RedirectToLocal")).isEqualTo(local);
    assertThat(folder.childText("DoNotCare")).isEqualTo(notSpecified);
    assertThat(folder.childText("PolicyRemovalBehavior")).isEqualTo(removal);
    assertThat(folder.childText("GrantExclusiveRights")).isEqualTo(exclusive);
    assertThat(folder.child("Location").orElseThrow().childText("DestinationPath")).isEqualTo(path);
  }
}
