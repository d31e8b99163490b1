package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionClassifierTest {

  private static final String SCRIPTS = "[{42B5FAAE-6536-11D2-AE5A-0000F87571E3}]";
  private static final String FOLDER_REDIRECTION = "[{25537BA6-77A8-11D2-9B6C-0000F8080861}]";

  @Test
  void anEmptyGpoHasTheRegistryAndTheCatchAll() throws MalformedPolicyException {
    List<GroupPolicyExtension> extensions = classify("", "");

    assertThat(extensions)
        .extracting(GroupPolicyExtension::descName)
        .containsExactly("Registry", "Unknown Extension");
    assertThat(paths(extensions.getFirst())).containsExactly("%GPO_FSPATH%\\Adm\\*.*");
    assertThat(extensions.getLast().objects()).isEmpty();
  }

  @Test
  void scriptsStandInTheirPatternsTheLastFirst() throws MalformedPolicyException {
    List<GroupPolicyExtension> extensions =
        classify(
            SCRIPTS,
            "",
            "Machine\\Scripts\\",
            "Machine\\Scripts\\psscripts.INI",
            "Machine\\Scripts\\scripts.ini",
            "Machine\\Scripts\\Startup\\",
            "Machine\\Scripts\\Startup\\a.cmd",
            "Machine\\Scripts\\Startup\\lib\\",
            "Machine\\Scripts\\Startup\\lib\\b.ps1",
            "Machine\\Scripts\\Startup\\z.cmd",
            "User\\Scripts\\scripts.ini");
    FsObject folders = (FsObject) extensions.get(1).objects().get(2);
    FsObject files = (FsObject) extensions.get(1).objects().get(3);

    assertThat(extensions.get(1).descName()).isEqualTo("Scripts");
    assertThat(paths(extensions.get(1)))
        .startsWith(
            "%GPO_MACH_FSPATH%\\Scripts\\scripts.ini",
            "%GPO_MACH_FSPATH%\\Scripts\\PSscripts.ini",
            "%GPO_MACH_FSPATH%\\Scripts\\Startup\\*",
            "%GPO_MACH_FSPATH%\\Scripts\\Startup\\*",
            "%GPO_MACH_FSPATH%\\Scripts\\Shutdown\\*")
        .contains("%GPO_USER_FSPATH%\\Scripts\\scripts.ini")
        .endsWith("%GPO_USER_FSPATH%\\Scripts\\Logoff\\*");
    assertThat(folders.children())
        .extracting(child -> ((FsObject) child).path())
        .containsExactly(
            "%GPO_MACH_FSPATH%\\Scripts\\Startup", "%GPO_MACH_FSPATH%\\Scripts\\Startup\\lib");
    assertThat(files.children())
        .extracting(child -> ((FsObject) child).path())
        .containsExactly(
            "%GPO_MACH_FSPATH%\\Scripts\\Startup\\z.cmd",
            "%GPO_MACH_FSPATH%\\Scripts\\Startup\\lib\\b.ps1",
            "%GPO_MACH_FSPATH%\\Scripts\\Startup\\a.cmd");
    assertThat(paths(extensions.getLast())).containsExactly("%GPO_MACH_FSPATH%\\Scripts");
  }

  @Test
  void filesOfAnExtensionThatTheGpoDoesNotNameAreInTheCatchAll() throws MalformedPolicyException {
    List<GroupPolicyExtension> extensions =
        classify(
            "",
            "",
            "Machine\\Scripts\\scripts.ini",
            "GPT.INI",
            "GPO.cmt",
            "MACHINE\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf");

    assertThat(paths(extensions.getLast()))
        .containsExactly(
            "%GPO_FSPATH%\\GPO.cmt",
            "%GPO_MACH_FSPATH%\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf",
            "%GPO_MACH_FSPATH%\\Scripts\\scripts.ini");
    assertThat(extensions.getLast().copies().get(1))
        .returns(
            "\\\\dc1.corp.example\\sysvol\\corp.example\\Policies\\{0F3C2A11-7E54-4F0B-9A5E-5D1F0A6B7C8D}\\MACHINE\\Microsoft\\Windows"
                + " NT\\SecEdit\\GptTmpl.inf",
            FsObject::sourceExpandedPath)
        .returns(
            "DomainSysvol\\GPO\\Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf",
            copy -> copy.location().orElseThrow());
  }

  @Test
  void redirectedFoldersStandInOnePatternThatGpmcMaps() throws MalformedPolicyException {
    GroupPolicyExtension redirection =
        classify(
                "",
                FOLDER_REDIRECTION,
                "User\\Documents & Settings\\fdeploy.ini",
                "User\\Documents & Settings\\fdeploy1.ini")
            .get(1);
    FsObject pattern = (FsObject) redirection.objects().getFirst();

    assertThat(redirection.descName()).isEqualTo("Folder Redirection");
    assertThat(pattern.reEvaluateFunction()).contains("FRValidateSettings");
    assertThat(pattern.location()).isEmpty();
    assertThat(pattern.children())
        .extracting(child -> ((FsObject) child).path())
        .containsExactly(
            "%GPO_USER_FSPATH%\\Documents & Settings\\fdeploy1.ini",
            "%GPO_USER_FSPATH%\\Documents & Settings\\fdeploy.ini");
  }

  private static List<String> paths(GroupPolicyExtension extension) {
    return extension.objects().stream().map(object -> ((FsObject) object).path()).toList();
  }

  /** A GPO with the given files; a path that ends in a backslash is a folder. */
  private static List<GroupPolicyExtension> classify(
      String machineNames, String userNames, String... paths) throws MalformedPolicyException {
    List<SysvolEntry> entries = new ArrayList<>();
    for (String path : paths) {
      entries.add(
          path.endsWith("\\")
              ? SysvolEntry.directory(GpoPath.parse(path.substring(0, path.length() - 1)))
              : SysvolEntry.file(GpoPath.parse(path)));
    }
    return ExtensionClassifier.classify(
        new GpoContent(
            new BackupSource("dc1.corp.example", "corp.example", SampleBackup.GPO),
            ExtensionNames.parse(machineNames),
            ExtensionNames.parse(userNames),
            entries,
            List.of(),
            List.of()));
  }
}
