package io.gpmcworker.gpmc.directory.embedded;

import static io.gpmcworker.gpmc.directory.embedded.GpoBlueprint.windowsText;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.LARGE;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.SERVERS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.STAFF;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.WORKSTATIONS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.gpo;
import static io.gpmcworker.policy.gpo.GpoSide.MACHINE;
import static io.gpmcworker.policy.gpo.GpoSide.USER;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Sample GPOs of scripts and preferences, and the one of thousands of files. */
final class SampleFileGpos {

  private static final int LARGE_SMALL_FILES = 9000;
  private static final int LARGE_BIG_FILES = 6;
  private static final int BIG_FILE_BYTES = 48 << 20;

  private SampleFileGpos() {}

  static List<GpoBlueprint> all() {
    return List.of(
        startupScripts(),
        logonScripts(),
        driveMaps(),
        localGroups(),
        scheduledTasks(),
        preferenceRegistry(),
        services(),
        filesAndFolders(),
        environmentAndShortcuts(),
        unicode(),
        large());
  }

  private static GpoBlueprint startupScripts() {
    return gpo("Startup Scripts")
        .extension(MACHINE, Cse.SCRIPTS)
        .file(
            "Machine/Scripts/scripts.ini",
            windowsText(
                """

                [Startup]
                0CmdLine=inventory.cmd
                0Parameters=/quiet
                1CmdLine=\\\\corp.example\\netlogon\\agent.cmd
                1Parameters=
                [Shutdown]
                0CmdLine=cleanup.cmd
                0Parameters=
                """))
        .file(
            "Machine/Scripts/PSscripts.ini",
            windowsText(
                """

                [Startup]
                0CmdLine=baseline.ps1
                0Parameters=-Verbose
                [ScriptsConfig]
                StartExecutePSFirst=true
                """))
        .file("Machine/Scripts/Startup/inventory.cmd", crlf("@echo off\necho inventory\n"))
        .file("Machine/Scripts/Startup/baseline.ps1", crlf("Write-Output 'baseline'\n"))
        .file("Machine/Scripts/Shutdown/cleanup.cmd", crlf("@echo off\ndel /q %TEMP%\\*\n"))
        .link(SERVERS, 0);
  }

  private static GpoBlueprint logonScripts() {
    return gpo("Logon Scripts")
        .extension(USER, Cse.SCRIPTS)
        .file(
            "User/Scripts/scripts.ini",
            windowsText(
                """

                [Logon]
                0CmdLine=printers.vbs
                0Parameters=/site:hq
                [Logoff]
                0CmdLine=goodbye.cmd
                0Parameters=
                """))
        .file("User/Scripts/Logon/printers.vbs", crlf("WScript.Echo \"printers\"\n"))
        .file("User/Scripts/Logoff/goodbye.cmd", crlf("@echo goodbye\n"))
        .link(STAFF, 0);
  }

  private static GpoBlueprint driveMaps() {
    return gpo("Drive Maps")
        .extension(USER, Cse.DRIVES)
        .file("User/Preferences/Drives/Drives.xml", crlf(SamplePreferences.DRIVES))
        .link(STAFF, 0);
  }

  private static GpoBlueprint localGroups() {
    return gpo("Local Administrators")
        .extension(MACHINE, Cse.GROUPS)
        .file(
            "Machine/Preferences/Groups/Groups.xml",
            crlf(SamplePreferences.GROUPS.formatted(AdLayout.DOMAIN_SID)))
        .link(WORKSTATIONS, 0);
  }

  private static GpoBlueprint scheduledTasks() {
    return gpo("Scheduled Tasks")
        .extension(MACHINE, Cse.SCHEDULED_TASKS)
        .file(
            "Machine/Preferences/ScheduledTasks/ScheduledTasks.xml",
            crlf(SamplePreferences.SCHEDULED_TASKS))
        .link(SERVERS, 0);
  }

  private static GpoBlueprint preferenceRegistry() {
    return gpo("Preference Registry")
        .extension(MACHINE, Cse.PREFERENCE_REGISTRY)
        .extension(USER, Cse.PREFERENCE_REGISTRY)
        .file("Machine/Preferences/Registry/Registry.xml", crlf(SamplePreferences.REGISTRY))
        .file("User/Preferences/Registry/Registry.xml", crlf(SamplePreferences.REGISTRY));
  }

  private static GpoBlueprint services() {
    return gpo("Services")
        .extension(MACHINE, Cse.SERVICES)
        .file("Machine/Preferences/Services/Services.xml", crlf(SamplePreferences.SERVICES))
        .link("OU=Web," + SERVERS, 0);
  }

  private static GpoBlueprint filesAndFolders() {
    return gpo("Files and Folders")
        .extension(MACHINE, Cse.FILES)
        .extension(MACHINE, Cse.FOLDERS)
        .file("Machine/Preferences/Files/Files.xml", crlf(SamplePreferences.FILES))
        .file("Machine/Preferences/Folders/Folders.xml", crlf(SamplePreferences.FOLDERS));
  }

  private static GpoBlueprint environmentAndShortcuts() {
    return gpo("Environment and Shortcuts")
        .extension(USER, Cse.ENVIRONMENT)
        .extension(USER, Cse.SHORTCUTS)
        .file(
            "User/Preferences/EnvironmentVariables/EnvironmentVariables.xml",
            crlf(SamplePreferences.ENVIRONMENT))
        .file("User/Preferences/Shortcuts/Shortcuts.xml", crlf(SamplePreferences.SHORTCUTS));
  }

  private static GpoBlueprint unicode() {
    return gpo("Richtlinie für Büros – 日本語 Ω")
        .description("Gilt für München, Zürich und 東京. 😀")
        .text(USER, "Software\\Policies\\Beispiel\\Büro", "Begrüßung", "Grüß Gott, 世界")
        .extension(USER, Cse.SCRIPTS)
        .file(
            "User/Scripts/scripts.ini",
            windowsText("\n[Logon]\n0CmdLine=begrüßung.cmd\n0Parameters=\n"))
        .file("User/Scripts/Logon/begrüßung.cmd", crlf("@echo Grüß Gott\n"))
        .link("OU=Finanzbuchhaltung München," + STAFF, 0);
  }

  private static GpoBlueprint large() {
    GpoBlueprint gpo =
        gpo(LARGE)
            .extension(MACHINE, Cse.SCRIPTS)
            .file(
                "Machine/Scripts/scripts.ini",
                windowsText("\n[Startup]\n0CmdLine=install.cmd\n0Parameters=/all\n"))
            .file("Machine/Scripts/Startup/install.cmd", crlf("@echo installing\n"))
            .description("Installation scripts with their payload, from before there was a store.");
    for (int i = 0; i < LARGE_SMALL_FILES; i++) {
      int seed = i;
      gpo.file(
          "Machine/Scripts/Startup/package%02d/part%04d.dat".formatted(i / 200, i),
          out -> writeNoise(out, seed, 512 + seed % 7 * 600));
    }
    for (int i = 0; i < LARGE_BIG_FILES; i++) {
      int seed = -1 - i;
      gpo.file(
          "Machine/Scripts/Startup/images/image%02d.wim".formatted(i),
          out -> writeNoise(out, seed, BIG_FILE_BYTES));
    }
    return gpo.link("OU=Web," + SERVERS, 0);
  }

  /** The same bytes for the same seed; a block of them, over and over. */
  private static void writeNoise(OutputStream out, int seed, int size) throws IOException {
    byte[] block = new byte[Math.min(size, 1 << 16)];
    new Random(seed).nextBytes(block);
    for (int left = size; left > 0; left -= block.length) {
      out.write(block, 0, Math.min(left, block.length));
    }
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
