package io.gpmcworker.gpmc.directory.embedded;

import static io.gpmcworker.gpmc.directory.embedded.GpoBlueprint.windowsText;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.CONTROLLERS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.DEFAULT_DOMAIN_CONTROLLERS_POLICY;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.DEFAULT_DOMAIN_POLICY;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.DOMAIN;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.LINK_ENFORCED;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.SERVERS;
import static io.gpmcworker.gpmc.directory.embedded.SampleGpos.gpo;
import static io.gpmcworker.policy.gpo.GpoSide.MACHINE;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sample GPOs of security templates and audit policy, the two default policies among them. */
final class SampleSecurityGpos {

  private SampleSecurityGpos() {}

  static List<GpoBlueprint> all() {
    return List.of(
        defaultDomainPolicy(),
        defaultDomainControllersPolicy(),
        passwordPolicy(),
        serverHardening(),
        advancedAudit());
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

  private static String template() {
    return "Machine/microsoft/windows nt/SecEdit/GptTmpl.inf";
  }
}
