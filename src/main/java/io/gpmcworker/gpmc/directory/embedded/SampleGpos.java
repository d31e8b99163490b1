package io.gpmcworker.gpmc.directory.embedded;

import static io.gpmcworker.gpmc.directory.embedded.GpoBlueprint.utf16;
import static io.gpmcworker.gpmc.directory.embedded.GpoBlueprint.windowsText;
import static io.gpmcworker.policy.gpo.GpoSide.MACHINE;
import static io.gpmcworker.policy.gpo.GpoSide.USER;

import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.registry.RegistryType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The GPOs of a new embedded domain: one or two of each kind that one meets in the field. */
final class SampleGpos {

  /** The two GPOs that every domain has (MS-GPOL 1.9). */
  static final UUID DEFAULT_DOMAIN_POLICY = UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9");

  static final UUID DEFAULT_DOMAIN_CONTROLLERS_POLICY =
      UUID.fromString("6ac1786c-016f-11d2-945f-00c04fb984f9");

  /** The one whose backup takes long enough to be cancelled by hand. */
  static final String LARGE = "Large Software Scripts";

  private static final String DOMAIN = AdLayout.BASE_DN;
  private static final String STAFF = "OU=Staff," + DOMAIN;
  private static final String SERVERS = "OU=Servers," + DOMAIN;
  private static final String WORKSTATIONS = "OU=Workstations," + DOMAIN;
  private static final String KIOSKS = "OU=Kiosks," + WORKSTATIONS;
  private static final String CONTROLLERS = "OU=Domain Controllers," + DOMAIN;
  private static final int LINK_DISABLED = 1;
  private static final int LINK_ENFORCED = 2;

  private static final String POLICIES = "Software\\Policies\\Microsoft\\Windows\\";
  private static final int LARGE_SMALL_FILES = 9000;
  private static final int LARGE_BIG_FILES = 6;
  private static final int BIG_FILE_BYTES = 48 << 20;

  private SampleGpos() {}

  static List<GpoBlueprint> all() {
    return List.of(
        defaultDomainPolicy(),
        defaultDomainControllersPolicy(),
        windowsUpdate(),
        everyRegistryType(),
        userDesktop(),
        removedRegistryValues(),
        passwordPolicy(),
        serverHardening(),
        advancedAudit(),
        startupScripts(),
        logonScripts(),
        driveMaps(),
        localGroups(),
        scheduledTasks(),
        preferenceRegistry(),
        services(),
        filesAndFolders(),
        environmentAndShortcuts(),
        wmiFiltered(),
        enforced(),
        linkDisabled(),
        userHalfOff(),
        machineHalfOff(),
        allOff(),
        unicode(),
        empty(),
        large());
  }

  private static GpoBlueprint gpo(String name) {
    return new GpoBlueprint(
        UUID.nameUUIDFromBytes(("sample GPO " + name).getBytes(StandardCharsets.UTF_8)), name);
  }

  private static GpoBlueprint defaultDomainPolicy() {
    return new GpoBlueprint(DEFAULT_DOMAIN_POLICY, "Default Domain Policy")
        .extension(MACHINE, Cse.SECURITY)
        .file(
            template(),
            windowsText(
                """
                [Unicode]
                Unicode=yes
                [System Access]
                MinimumPasswordAge = 1
                MaximumPasswordAge = 42
                MinimumPasswordLength = 7
                PasswordComplexity = 1
                PasswordHistorySize = 24
                LockoutBadCount = 0
                RequireLogonToChangePassword = 0
                ForceLogoffWhenHourExpire = 0
                ClearTextPassword = 0
                LSAAnonymousNameLookup = 0
                [Kerberos Policy]
                MaxTicketAge = 10
                MaxRenewAge = 7
                MaxServiceAge = 600
                MaxClockSkew = 5
                TicketValidateClient = 1
                [Version]
                signature="$CHICAGO$"
                Revision=1
                """))
        .link(DOMAIN, 0);
  }

  private static String template() {
    return "Machine/microsoft/windows nt/SecEdit/GptTmpl.inf";
  }

  private static GpoBlueprint defaultDomainControllersPolicy() {
    return new GpoBlueprint(DEFAULT_DOMAIN_CONTROLLERS_POLICY, "Default Domain Controllers Policy")
        .extension(MACHINE, Cse.SECURITY)
        .file(
            template(),
            windowsText(
                """
                [Unicode]
                Unicode=yes
                [Registry Values]
                MACHINE\\System\\CurrentControlSet\\Services\\NTDS\\Parameters\\LDAPServerIntegrity=4,1
                MACHINE\\System\\CurrentControlSet\\Services\\LanManServer\\Parameters\\RequireSecuritySignature=4,1
                [Privilege Rights]
                SeBackupPrivilege = *S-1-5-32-549,*S-1-5-32-551,*S-1-5-32-544
                SeMachineAccountPrivilege = *S-1-5-11
                SeRemoteShutdownPrivilege = *S-1-5-32-549,*S-1-5-32-544
                [Version]
                signature="$CHICAGO$"
                Revision=1
                """))
        .link(CONTROLLERS, 0);
  }

  private static GpoBlueprint windowsUpdate() {
    String key = POLICIES + "WindowsUpdate";
    return gpo("Windows Update - Workstations")
        .text(MACHINE, key, "WUServer", "http://wsus.corp.example:8530")
        .text(MACHINE, key, "WUStatusServer", "http://wsus.corp.example:8530")
        .dword(MACHINE, key + "\\AU", "UseWUServer", 1)
        .dword(MACHINE, key + "\\AU", "AUOptions", 4)
        .dword(MACHINE, key + "\\AU", "ScheduledInstallDay", 0)
        .dword(MACHINE, key + "\\AU", "ScheduledInstallTime", 3)
        .link(WORKSTATIONS, 0);
  }

  private static GpoBlueprint everyRegistryType() {
    String key = "Software\\Policies\\Example\\Types";
    GpoBlueprint gpo = gpo("Every Registry Type");
    for (GpoSide side : GpoSide.values()) {
      gpo.value(side, key, "None", RegistryType.REG_NONE, new byte[0])
          .text(side, key, "String", "plain text")
          .value(side, key, "Expand", RegistryType.REG_EXPAND_SZ, utf16("%SystemRoot%\\system32\0"))
          .value(side, key, "Binary", RegistryType.REG_BINARY, new byte[] {0, 1, -128, -1})
          .dword(side, key, "Dword", -2)
          .value(side, key, "BigEndian", RegistryType.REG_DWORD_BIG_ENDIAN, new byte[] {1, 2, 3, 4})
          .value(side, key, "Multi", RegistryType.REG_MULTI_SZ, utf16("one\0two\0\0"))
          .value(side, key, "Qword", RegistryType.REG_QWORD, new byte[] {8, 7, 6, 5, 4, 3, 2, 1});
    }
    return gpo;
  }

  private static GpoBlueprint userDesktop() {
    String key = "Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\";
    return gpo("User Desktop")
        .text(USER, key + "System", "Wallpaper", "\\\\corp.example\\netlogon\\wallpaper.jpg")
        .text(USER, key + "System", "WallpaperStyle", "4")
        .dword(USER, key + "Explorer", "NoControlPanel", 1)
        .dword(USER, key + "Explorer", "NoRun", 1)
        .dword(USER, POLICIES + "Control Panel\\Desktop", "ScreenSaverIsSecure", 1)
        .link(STAFF, 0);
  }

  private static GpoBlueprint removedRegistryValues() {
    return gpo("Retire Old Settings")
        .text(MACHINE, "Software\\Policies\\Example\\Old", "**del.Server", " ")
        .text(MACHINE, "Software\\Policies\\Example\\Old", "**delvals.", " ")
        .text(MACHINE, "Software\\Policies\\Example", "**DeleteKeys", "Older;Oldest")
        .dword(MACHINE, "Software\\Policies\\Example\\New", "Enabled", 1);
  }

  private static GpoBlueprint passwordPolicy() {
    return gpo("Strict Passwords")
        .extension(MACHINE, Cse.SECURITY)
        .file(
            template(),
            windowsText(
                """
                [Unicode]
                Unicode=yes
                [System Access]
                MinimumPasswordLength = 14
                PasswordComplexity = 1
                PasswordHistorySize = 24
                LockoutBadCount = 10
                ResetLockoutCount = 15
                LockoutDuration = -1
                NewGuestName = "Gast"
                [Version]
                signature="$CHICAGO$"
                Revision=1
                """));
  }

  private static GpoBlueprint serverHardening() {
    return gpo("Server Hardening")
        .extension(MACHINE, Cse.SECURITY)
        .file(
            template(),
            windowsText(
                """
                [Unicode]
                Unicode=yes
                [Event Audit]
                AuditSystemEvents = 3
                AuditLogonEvents = 3
                [Registry Values]
                MACHINE\\System\\CurrentControlSet\\Control\\Lsa\\LmCompatibilityLevel=4,5
                MACHINE\\System\\CurrentControlSet\\Control\\Lsa\\NoLMHash=4,1
                MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System\\LegalNoticeText=7,For,authorised,use
                [Privilege Rights]
                SeDenyNetworkLogonRight = *S-1-5-32-546,*%1$s-501
                SeRemoteInteractiveLogonRight = *S-1-5-32-544,*%1$s-1106,CORP\\jane
                [Service General Setting]
                "RemoteRegistry",4,"D:AR(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)"
                [Group Membership]
                *S-1-5-32-555__Memberof =
                *S-1-5-32-555__Members = *%1$s-1106
                [File Security]
                "%%SystemRoot%%\\Temp",0,"D:AR(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)"
                [Registry Keys]
                "MACHINE\\SOFTWARE\\Example",2,"D:PAR(A;CI;KA;;;BA)(A;CI;KR;;;BU)"
                [Version]
                signature="$CHICAGO$"
                Revision=1
                """
                    .formatted(AdLayout.DOMAIN_SID)))
        .description("Baseline for servers. Owner: infrastructure team.")
        .link(SERVERS, 0);
  }

  private static GpoBlueprint advancedAudit() {
    return gpo("Advanced Audit")
        .extension(MACHINE, Cse.AUDIT)
        .extension(MACHINE, Cse.SECURITY)
        .file(
            "Machine/microsoft/windows nt/Audit/audit.csv",
            """
            Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value
            ,System,Audit Credential Validation,{0cce923f-69ae-11d9-bed3-505054503030},Success and Failure,,3
            ,System,Audit Process Creation,{0cce922b-69ae-11d9-bed3-505054503030},Success,,1
            ,System,Audit Logon,{0cce9215-69ae-11d9-bed3-505054503030},Success and Failure,,3
            """
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII))
        .file(
            template(),
            windowsText(
                """
                [Unicode]
                Unicode=yes
                [Registry Values]
                MACHINE\\System\\CurrentControlSet\\Control\\Lsa\\SCENoApplyLegacyAuditPolicy=4,1
                [Version]
                signature="$CHICAGO$"
                Revision=1
                """))
        .link(CONTROLLERS, LINK_ENFORCED);
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

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
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

  private static GpoBlueprint wmiFiltered() {
    return gpo("Laptops Only")
        .wmiFilter("Laptops", "Machines with a battery")
        .dword(MACHINE, POLICIES + "System\\Power", "PromptPasswordOnResume", 1)
        .link(WORKSTATIONS, 0);
  }

  private static GpoBlueprint enforced() {
    return gpo("Firewall - Enforced")
        .dword(
            MACHINE,
            "Software\\Policies\\Microsoft\\WindowsFirewall\\DomainProfile",
            "EnableFirewall",
            1)
        .link(DOMAIN, LINK_ENFORCED);
  }

  private static GpoBlueprint linkDisabled() {
    return gpo("Kiosk Mode - Pilot")
        .dword(
            USER,
            "Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer",
            "NoDesktop",
            1)
        .link(KIOSKS, LINK_DISABLED);
  }

  private static GpoBlueprint userHalfOff() {
    return gpo("Remote Desktop")
        .flags(false, true)
        .dword(
            MACHINE,
            "Software\\Policies\\Microsoft\\Windows NT\\Terminal Services",
            "fDenyTSConnections",
            0)
        .link(SERVERS, 0);
  }

  private static GpoBlueprint machineHalfOff() {
    return gpo("Office Users")
        .flags(true, false)
        .dword(USER, "Software\\Policies\\Microsoft\\Office\\16.0\\Common", "QMEnable", 0)
        .link(STAFF, 0);
  }

  private static GpoBlueprint allOff() {
    return gpo("Retired - Proxy")
        .flags(false, false)
        .text(
            USER,
            "Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings",
            "ProxyServer",
            "proxy.corp.example:8080");
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

  private static GpoBlueprint empty() {
    return gpo("New Group Policy Object");
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
}
