package io.gpmcworker.gpmc.directory.embedded;

import io.gpmcworker.policy.gpo.GpoSide;
import java.util.UUID;

/** Client-side extensions with the tools that register them (MS-GPOL, MS-GPPREF 2.2). */
enum Cse {
  REGISTRY(
      "35378EAC-683F-11D2-A89A-00C04FBBCFA2",
      "D02B1F72-3407-48AE-BA88-E8213C6761F1",
      "D02B1F73-3407-48AE-BA88-E8213C6761F1"),
  SECURITY(
      "827D319E-6EAC-11D2-A4EA-00C04F79F83A",
      "803E14A0-B4FB-11D0-A0D0-00A0C90F574B",
      "803E14A0-B4FB-11D0-A0D0-00A0C90F574B"),
  AUDIT(
      "F3CCC681-B74C-4060-9F26-CD84525DCA2A",
      "0F3F3735-573D-9804-99E4-AB2A69BA5FD4",
      "0F3F3735-573D-9804-99E4-AB2A69BA5FD4"),
  SCRIPTS(
      "42B5FAAE-6536-11D2-AE5A-0000F87571E3",
      "40B6664F-4972-11D1-A7CA-0000F87571E3",
      "40B66650-4972-11D1-A7CA-0000F87571E3"),
  FOLDER_REDIRECTION(
      "25537BA6-77A8-11D2-9B6C-0000F8080861",
      "88E729D6-BDC1-11D1-BD2A-00C04FB9603F",
      "88E729D6-BDC1-11D1-BD2A-00C04FB9603F"),
  DRIVES("5794DAFD-BE60-433F-88A2-1A31939AC01F", "2EA1A81B-48E5-45E9-8BB7-A6E3AC170006"),
  GROUPS("17D89FEC-5C44-4972-B12D-241CAEF74509", "79F92669-4224-476C-9C5C-6EFB4D87DF4A"),
  SCHEDULED_TASKS("AADCED64-746C-4633-A97C-D61349046527", "CAB54552-DEEA-4691-817E-ED4A4D1AFC72"),
  SERVICES("91FBB303-0CD5-4055-BF42-E512A681B325", "CC5746A9-9B74-4BE5-AE2E-64379C86E0E4"),
  PREFERENCE_REGISTRY(
      "B087BE9D-ED37-454F-AF9C-04291E351182", "BEE07A6A-EC9F-4659-B8C9-0B1937907C83"),
  FILES("7150F9BF-48AD-4DA4-A49C-29EF4A8369BA", "3BAE7E51-E3F4-41D0-853D-9BB9FD47605F"),
  FOLDERS("6232C319-91AC-4931-9385-E70C2B099F0E", "3EC4E9D3-714D-471F-88DC-4DD4471AAB47"),
  ENVIRONMENT("0E28E245-9368-4853-AD84-6DA3BA35BB75", "35141B6B-498A-4CC7-AD59-CEF93D89B2CE"),
  SHORTCUTS("C418DD9D-0D14-4EFB-8FBF-CFE535C8FAC7", "CEFFA6E2-E3BD-421B-852C-6F6A79A59BC1");

  private final UUID extension;
  private final UUID machineTool;
  private final UUID userTool;
  private final boolean preference;

  Cse(String extension, String machineTool, String userTool) {
    this.extension = UUID.fromString(extension);
    this.machineTool = UUID.fromString(machineTool);
    this.userTool = UUID.fromString(userTool);
    this.preference = false;
  }

  Cse(String extension, String tool) {
    this.extension = UUID.fromString(extension);
    this.machineTool = UUID.fromString(tool);
    this.userTool = machineTool;
    this.preference = true;
  }

  UUID extension() {
    return extension;
  }

  UUID tool(GpoSide side) {
    return side == GpoSide.USER ? userTool : machineTool;
  }

  /** Whether it is one of Group Policy Preferences, which also register under the zero GUID. */
  boolean isPreference() {
    return preference;
  }
}
