package io.gpmcworker.gpmc.directory.embedded;

import static io.gpmcworker.gpmc.directory.embedded.GpoBlueprint.utf16;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.DOMAIN;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.KIOSKS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.LINK_DISABLED;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.LINK_ENFORCED;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.SERVERS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.STAFF;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.WORKSTATIONS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.gpo;
import static io.gpmcworker.policy.gpo.GpoSide.MACHINE;
import static io.gpmcworker.policy.gpo.GpoSide.USER;

import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.registry.RegistryType;
import java.util.List;

/** Sample GPOs of registry policies, and of every way to switch a GPO off or bind it. */
final class SampleRegistryGpos {

  private static final String POLICIES = "Software\\Policies\\Microsoft\\Windows\\";

  private SampleRegistryGpos() {}

  static List<GpoBlueprint> all() {
    return List.of(
        windowsUpdate(),
        everyRegistryType(),
        userDesktop(),
        removedRegistryValues(),
        wmiFiltered(),
        enforced(),
        linkDisabled(),
        userHalfOff(),
        machineHalfOff(),
        allOff(),
        empty());
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

  private static GpoBlueprint empty() {
    return gpo("New Group Policy Object");
  }
}
