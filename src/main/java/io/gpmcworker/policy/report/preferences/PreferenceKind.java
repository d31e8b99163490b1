package io.gpmcworker.policy.report.preferences;

import io.gpmcworker.policy.report.extension.ExtensionType;
import java.util.Optional;
import java.util.UUID;

/**
 * The kinds of preference items: client-side extension, file, and how the report names both. The
 * report renames the root of some.
 */
public enum PreferenceKind {
  ENVIRONMENT_VARIABLES(
      "0e28e245-9368-4853-ad84-6da3ba35bb75",
      "EnvironmentVariables",
      "Environment",
      "EnvironmentVariablesSettings",
      "Environment Variables"),
  LOCAL_USERS_AND_GROUPS(
      "17d89fec-5c44-4972-b12d-241caef74509",
      "Groups",
      "Lugs",
      "LugsSettings",
      "Local Users and Groups",
      "LocalUsersAndGroups"),
  DEVICES(
      "1a6364eb-776b-4120-ade1-b63a406a76b5",
      "Devices",
      "Devices",
      "DevicesSettings",
      "Devices",
      "DevicesSettings"),
  NETWORK_OPTIONS(
      "3a0dba37-f8b2-4356-83de-3e90bd5c261f",
      "NetworkOptions",
      "NetworkOptions",
      "NetworkOptionsSettings",
      "Network Options"),
  DRIVE_MAPS(
      "5794dafd-be60-433f-88a2-1a31939ac01f",
      "Drives",
      "DriveMaps",
      "DriveMapSettings",
      "Drive Maps",
      "DriveMapSettings"),
  FOLDERS(
      "6232c319-91ac-4931-9385-e70c2b099f0e", "Folders", "Folders", "FoldersSettings", "Folders"),
  NETWORK_SHARES(
      "6a4c88c6-c502-4f74-8f60-2cb23edc24e2",
      "NetworkShares",
      "NetworkShares",
      "NetworkSharesSettings",
      "Network Shares",
      "NetworkShares"),
  FILES(
      "7150f9bf-48ad-4da4-a49c-29ef4a8369ba",
      "Files",
      "Files",
      "FilesSettings",
      "Files",
      "FilesSettings"),
  DATA_SOURCES(
      "728ee579-943c-4519-9ef7-ab56765798ed",
      "DataSources",
      "DataSources",
      "DataSourcesSettings",
      "Data Sources",
      "DataSourcesSettings"),
  INI_FILES(
      "74ee6c03-5363-4554-b161-627540339cab",
      "IniFiles",
      "IniFiles",
      "IniFilesSettings",
      "Ini Files"),
  SERVICES(
      "91fbb303-0cd5-4055-bf42-e512a681b325",
      "Services",
      "Services",
      "ServiceSettings",
      "Services"),
  FOLDER_OPTIONS(
      "a3f3e39b-5d83-4940-b954-28315b82f0a8",
      "FolderOptions",
      "FolderOptions",
      "FolderOptionsSettings",
      "Folder Options"),
  SCHEDULED_TASKS(
      "aadced64-746c-4633-a97c-d61349046527",
      "ScheduledTasks",
      "ScheduledTasks",
      "ScheduledTasksSettings",
      "Scheduled Tasks"),
  REGISTRY(
      "b087be9d-ed37-454f-af9c-04291e351182",
      "Registry",
      "Windows/Registry",
      "RegistrySettings",
      "Windows Registry"),
  PRINTERS(
      "bc75b1ed-5833-4858-9bb8-cbf0b166df9d",
      "Printers",
      "Printers",
      "PrintersSettings",
      "Printers"),
  SHORTCUTS(
      "c418dd9d-0d14-4efb-8fbf-cfe535c8fac7",
      "Shortcuts",
      "Shortcuts",
      "ShortcutSettings",
      "Shortcuts",
      "ShortcutSettings"),
  INTERNET_SETTINGS(
      "e47248ba-94cc-49c4-bbb5-9eb7f05183d0",
      "InternetSettings",
      "ControlPanel/Internet",
      "InternetSettings",
      "Internet Options",
      "InternetOptions"),
  START_MENU(
      "e4f48e54-f38d-4884-bfb9-d4d2e5729c18",
      "StartMenuTaskbar",
      "StartMenu",
      "StartMenuSettings",
      "Start Menu",
      "StartMenuSettings"),
  REGIONAL_OPTIONS(
      "e5094040-c46c-4115-b030-04fb2e545b00",
      "RegionalOptions",
      "RegionalOptions",
      "RegionalOptionsSettings",
      "Regional Options",
      "RegionalOptionsSettings"),
  POWER_OPTIONS(
      "e62688f0-25fd-4c90-bff5-f508b9d2e31f",
      "PowerOptions",
      "PowerOptions",
      "PowerOptionsSettings",
      "Power Options"),
  APPLICATIONS(
      "f9c77450-3a41-477e-9310-9acd617bd9e3",
      "Applications",
      "Applications",
      "ApplicationsSettings",
      "Applications");

  private final UUID extension;
  private final String file;
  private final String namespace;
  private final String type;
  private final String displayName;
  private final String rootName;

  PreferenceKind(String extension, String file, String namespace, String type, String displayName) {
    this(extension, file, namespace, type, displayName, "");
  }

  PreferenceKind(
      String extension,
      String file,
      String namespace,
      String type,
      String displayName,
      String rootName) {
    this.extension = UUID.fromString(extension);
    this.file = file;
    this.namespace = namespace;
    this.type = type;
    this.displayName = displayName;
    this.rootName = rootName;
  }

  /** The client-side extension. */
  public UUID extension() {
    return extension;
  }

  /** Its file, relative to the half's folder (MS-GPPREF 2.2). */
  public String path() {
    return "Preferences\\" + file + "\\" + file + ".xml";
  }

  /** How the report names the extension. */
  public ExtensionType type() {
    return ExtensionType.of(namespace, type, displayName);
  }

  /** What the report calls the file's root; empty if by its own name. */
  public Optional<String> rootName() {
    return rootName.isEmpty() ? Optional.empty() : Optional.of(rootName);
  }
}
