package io.gpmcworker.gpmc.directory.embedded;

/** Preference items of the sample GPOs (MS-GPPREF 2.2.1). */
final class SamplePreferences {

  static final String DRIVES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Drives clsid="{8FDDCC1A-0C3C-43cd-A6B4-71A6DF20DA8C}"><Drive clsid="{935D1B74-9CB8-4e3c-9914-7DD559B7A417}" name="H:" status="H:" image="2" changed="2026-01-12 09:14:03" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C01}" userContext="1" bypassErrors="1"><Properties action="U" thisDrive="NOCHANGE" allDrives="NOCHANGE" userName="" path="\\\\files.corp.example\\home\\%LogonUser%" label="Home" persistent="1" useLetter="1" letter="H"/></Drive>
      	<Drive clsid="{935D1B74-9CB8-4e3c-9914-7DD559B7A417}" name="P:" status="P:" image="0" changed="2026-01-12 09:15:40" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C02}"><Properties action="C" thisDrive="SHOW" allDrives="NOCHANGE" userName="" path="\\\\files.corp.example\\projects" label="Projects &amp; archive" persistent="0" useLetter="1" letter="P"/><Filters><FilterGroup bool="AND" not="0" name="CORP\\Helpdesk" sid="" userContext="1" primaryGroup="0" localGroup="0"/></Filters></Drive>
      </Drives>
      """;

  /** Takes the domain's SID. */
  static final String GROUPS =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}"><Group clsid="{6D4A79E4-529C-4481-ABD0-F5BD7EA93BA7}" name="Administrators (built-in)" image="2" changed="2026-01-12 09:20:11" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C03}"><Properties action="U" newName="" description="" deleteAllUsers="0" deleteAllGroups="0" removeAccounts="0" groupSid="S-1-5-32-544" groupName="Administrators (built-in)"><Members><Member name="CORP\\Helpdesk" action="ADD" sid="%1$s-1106"/></Members></Properties></Group>
      </Groups>
      """;

  static final String SCHEDULED_TASKS =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <ScheduledTasks clsid="{CC63F200-7309-4ba0-B154-A71CD118DBCC}"><TaskV2 clsid="{D8896631-B747-47a7-84A6-C155337F3BC8}" name="Nightly inventory" image="2" changed="2026-01-12 09:31:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C04}" userContext="0" removePolicy="0"><Properties action="U" name="Nightly inventory" runAs="NT AUTHORITY\\System" logonType="S4U"><Task version="1.2"><RegistrationInfo><Author>CORP\\jane</Author><Description>Collects the inventory.</Description></RegistrationInfo><Principals><Principal id="Author"><UserId>NT AUTHORITY\\System</UserId><LogonType>S4U</LogonType><RunLevel>HighestAvailable</RunLevel></Principal></Principals><Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy><Enabled>true</Enabled><Hidden>false</Hidden><ExecutionTimeLimit>PT2H</ExecutionTimeLimit><Priority>7</Priority></Settings><Triggers><CalendarTrigger><StartBoundary>2026-01-12T02:00:00</StartBoundary><Enabled>true</Enabled><ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger></Triggers><Actions><Exec><Command>C:\\Tools\\inventory.exe</Command><Arguments>/quiet</Arguments></Exec></Actions></Task></Properties></TaskV2>
      </ScheduledTasks>
      """;

  static final String REGISTRY =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}"><Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="Proxy" status="Proxy" image="7" changed="2026-01-12 09:40:12" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C05}"><Properties action="U" displayDecimal="0" default="0" hive="HKEY_LOCAL_MACHINE" key="SOFTWARE\\Example\\Net" name="Proxy" type="REG_SZ" value="proxy.corp.example"/></Registry>
      	<Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="Retries" status="Retries" image="12" changed="2026-01-12 09:41:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C06}"><Properties action="C" displayDecimal="1" default="0" hive="HKEY_LOCAL_MACHINE" key="SOFTWARE\\Example\\Net" name="Retries" type="REG_DWORD" value="00000005"/></Registry>
      </RegistrySettings>
      """;

  static final String SERVICES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <NTServices clsid="{2CFB484A-4E96-4b5d-A0B6-093D2F91E6AE}"><NTService clsid="{AB6F0B67-341F-4e51-92F9-005FBFBA1A43}" name="W3SVC" image="2" changed="2026-01-12 09:50:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C07}"><Properties startupType="AUTOMATIC" serviceName="W3SVC" serviceAction="START" timeout="30" firstFailure="RESTART" secondFailure="RESTART" thirdFailure="NOACTION" resetFailCountDelay="86400" restartServiceDelay="60000"/></NTService>
      </NTServices>
      """;

  static final String FILES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Files clsid="{215B2E53-57CE-475c-80FE-9EEC14635851}"><File clsid="{50BE44C8-567A-4ed1-B1D0-9234FE1F38AF}" name="agent.ini" status="agent.ini" image="2" changed="2026-01-12 10:00:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C08}"><Properties action="U" fromPath="\\\\files.corp.example\\deploy\\agent.ini" targetPath="C:\\ProgramData\\Agent\\agent.ini" readOnly="0" archive="1" hidden="0" suppress="0"/></File>
      </Files>
      """;

  static final String FOLDERS =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Folders clsid="{77CC39E7-3D16-4f8f-AF86-EC0BBEE2C861}"><Folder clsid="{07DA02F5-F9CD-4397-A550-4AE21B6B4BD3}" name="Agent" status="Agent" image="0" changed="2026-01-12 10:01:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C09}"><Properties action="C" path="C:\\ProgramData\\Agent" readOnly="0" archive="1" hidden="0"/></Folder>
      </Folders>
      """;

  static final String ENVIRONMENT =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <EnvironmentVariables clsid="{BF141A63-327B-438a-B9BF-2C188F13B7AD}"><EnvironmentVariable clsid="{78570023-8373-4a19-BA80-2F150738EA19}" name="SITE" status="SITE = HQ" image="2" changed="2026-01-12 10:10:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C0A}"><Properties action="U" name="SITE" value="HQ" user="1" partial="0"/></EnvironmentVariable>
      </EnvironmentVariables>
      """;

  static final String SHORTCUTS =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Shortcuts clsid="{872ECB34-B2EC-401b-A585-D32574AA90EE}"><Shortcut clsid="{4F2F7C55-2790-433e-8127-0739D1CFA327}" name="Help desk" status="Help desk" image="2" changed="2026-01-12 10:20:00" uid="{5B1B0C77-4B53-4E0B-9D7C-6E5A0D9B1C0B}" userContext="1"><Properties pidl="" targetType="URL" action="U" comment="" shortcutKey="0" startIn="" arguments="" iconIndex="0" targetPath="https://help.corp.example/" iconPath="" window="" shortcutPath="%DesktopDir%\\Help desk"/></Shortcut>
      </Shortcuts>
      """;

  private SamplePreferences() {}
}
