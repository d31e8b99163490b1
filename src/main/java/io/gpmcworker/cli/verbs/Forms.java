package io.gpmcworker.cli.verbs;

import static io.gpmcworker.cli.verbs.Form.Store.OPTIONAL;
import static io.gpmcworker.cli.verbs.Form.Store.REQUIRED;

import io.gpmcworker.cli.verbs.Form.Argument;
import io.gpmcworker.gpmc.OperationKind;
import java.util.List;

/**
 * The verbs of {@code ./gpmc start}. Options are named as the parameters of {@code Backup-GPO},
 * {@code Restore-GPO}, {@code Import-GPO}, {@code Copy-GPO} and {@code Get-GPOReport}.
 */
final class Forms {

  private static final Argument COMMENT =
      text("comment", "COMMENT", "Kept with the backup.", "--comment");
  private static final Argument BACKUP_ID =
      guid("backupId", "The backup, by its id.", "--backup-id");
  private static final Argument REPORT_TYPE =
      new Argument(
          "reportType",
          Form.Type.REPORT_TYPE,
          false,
          List.of("--report-type"),
          "html|xml",
          "Default: html.");
  private static final Argument TABLE =
      text(
          "migrationTable",
          "FILE",
          "A migration table; the name of a file in the backup store.",
          "--migration-table");
  private static final Argument TABLE_ONLY =
      flag(
          "migrationTableOnly",
          "Refuse settings with principals or paths that the table does not have.",
          "--migration-table-only");
  private static final Argument MAP_PREFERENCES =
      flag(
          "mapPreferences",
          "Apply the table to Preferences too, which GPMC does not.",
          "--map-preferences");
  private static final Argument FILE =
      text("file", "FILE", "The name of a .cab file in the backup store.", "--file").need();
  private static final Argument OVERWRITE =
      flag("overwrite", "Replace what is there.", "--overwrite");

  private Forms() {}

  /** Directly below {@code start}. */
  static List<Form> ofGpos() {
    return List.of(
        Form.of("backup", OperationKind.BACKUP_GPO, "Backs up a GPO, or all (Backup-GPO).")
            .orAll(OperationKind.BACKUP_ALL_GPOS)
            .either(name("gpo", "The GPO"), guidOf("gpo", "The GPO"))
            .with(COMMENT)
            .in(REQUIRED)
            .like(
                "backup --name 'Default Domain Policy' --comment 'before CHG0031' --wait",
                "backup --guid 31B2F340-016D-11D2-945F-00C04FB984F9 --ticket CHG0031",
                "backup --all --backup-store archive --wait --timeout 10m"),
        Form.of(
                "restore",
                OperationKind.RESTORE_GPO,
                "Restores a GPO from a backup, or all from their latest (Restore-GPO).")
            .orAll(OperationKind.RESTORE_ALL_GPOS)
            .either(
                name("gpo", "The GPO, whose latest backup is taken,"),
                guidOf("gpo", "The GPO, whose latest backup is taken,"),
                BACKUP_ID)
            .in(REQUIRED)
            .like(
                "restore --name 'Default Domain Policy' --wait",
                "restore --backup-id 0A1B2C3D-0000-0000-0000-000000000001 --ticket CHG0031"),
        Form.of(
                "import",
                OperationKind.IMPORT_GPO,
                "Imports the settings of a backup into a GPO (Import-GPO).")
            .either(
                text(
                    "backupGpoName",
                    "NAME",
                    "The GPO whose latest backup is taken, by its display name.",
                    "--backup-gpo-name"),
                BACKUP_ID)
            .either(
                text("target", "NAME", "The GPO to import into, by its name.", "--target-name"),
                guid("target", "The GPO to import into, by its GUID.", "--target-guid"))
            .with(
                TABLE,
                TABLE_ONLY,
                MAP_PREFERENCES,
                flag(
                    "createIfNeeded",
                    "Create the target if it is not there.",
                    "--create-if-needed"))
            .in(REQUIRED)
            .like(
                "import --backup-gpo-name Lab --target-name Production --create-if-needed --wait",
                "import --backup-id 0A1B2C3D-0000-0000-0000-000000000001 --target-name Production"
                    + " --migration-table 'lab to corp.migtable'"),
        Form.of("copy", OperationKind.COPY_GPO, "Copies a GPO (Copy-GPO).")
            .either(
                text(
                    "source",
                    "NAME",
                    "The GPO to copy, by its display name.",
                    "--source-name",
                    "--name"),
                guid("source", "The GPO to copy, by its GUID.", "--source-guid", "--guid"))
            .with(
                text("targetName", "NAME", "The display name of the copy.", "--target-name").need(),
                text("targetDomain", "DOMAIN", "Where the copy is made.", "--target-domain"),
                flag("copyAcl", "Copy who may do what with it.", "--copy-acl"),
                TABLE,
                TABLE_ONLY,
                MAP_PREFERENCES)
            .in(OPTIONAL)
            .like(
                "copy --source-name Lab --target-name 'Lab 2' --wait",
                "copy --source-name Lab --target-name Lab --domain lab --target-domain corp"
                    + " --copy-acl"),
        Form.of("report", OperationKind.REPORT_GPO, "Reports on a GPO (Get-GPOReport).")
            .either(name("gpo", "The GPO"), guidOf("gpo", "The GPO"))
            .with(REPORT_TYPE)
            .like(
                "report --name 'Default Domain Policy' --id r1 --wait && ./gpmc result r1 -o r.html",
                "report --guid 31B2F340-016D-11D2-945F-00C04FB984F9 --report-type xml"),
        Form.of("report-backup", OperationKind.REPORT_BACKUP, "Reports on a backup.")
            .either(
                name("gpo", "The GPO, whose latest backup is taken,"),
                guidOf("gpo", "The GPO, whose latest backup is taken,"),
                BACKUP_ID)
            .with(REPORT_TYPE)
            .in(REQUIRED)
            .like("report-backup --name 'Default Domain Policy' --id r2 --wait"),
        Form.of(
                "report-rsop",
                OperationKind.REPORT_RSOP,
                "Reports on the resulting set of policy (Get-GPResultantSetOfPolicy).")
            .with(
                text("computer", "COMPUTER", "The computer.", "--computer").need(),
                text("user", "USER", "The user.", "--user"),
                REPORT_TYPE)
            .like("report-rsop --computer pc1.corp.example --user 'CORP\\jane' --wait"),
        Form.of(
                "report-domain",
                OperationKind.REPORT_DOMAIN,
                "Reports on the state of Group Policy in the domain.")
            .with(
                new Argument(
                    "reportType",
                    Form.Type.REPORT_TYPE,
                    false,
                    List.of("--report-type"),
                    "TYPE",
                    "Default: html."))
            .like("report-domain --wait"));
  }

  /** Below {@code start starter}. */
  static List<Form> ofStarterGpos() {
    return List.of(
        Form.of("backup", OperationKind.BACKUP_STARTER_GPO, "Backs up a Starter GPO.")
            .either(name("starterGpo", "The Starter GPO"), guidOf("starterGpo", "The Starter GPO"))
            .with(COMMENT)
            .in(REQUIRED)
            .like("backup --name 'Kiosk' --wait"),
        Form.of("restore", OperationKind.RESTORE_STARTER_GPO, "Restores a Starter GPO.")
            .either(
                name("starterGpo", "The Starter GPO, whose latest backup is taken,"),
                guidOf("starterGpo", "The Starter GPO, whose latest backup is taken,"),
                BACKUP_ID)
            .in(REQUIRED)
            .like("restore --name 'Kiosk' --wait"),
        Form.of("copy", OperationKind.COPY_STARTER_GPO, "Copies a Starter GPO.")
            .either(
                text(
                    "starterGpo",
                    "NAME",
                    "The Starter GPO, by its display name.",
                    "--source-name",
                    "--name"),
                guid("starterGpo", "The Starter GPO, by its GUID.", "--source-guid", "--guid"))
            .with(
                text("targetName", "NAME", "The display name of the copy.", "--target-name").need())
            .like("copy --source-name 'Kiosk' --target-name 'Kiosk 2' --wait"),
        Form.of("load", OperationKind.LOAD_STARTER_GPO, "Loads a Starter GPO from a .cab file.")
            .with(FILE, OVERWRITE)
            .in(REQUIRED)
            .like("load --file kiosk.cab --overwrite --wait"),
        Form.of("save", OperationKind.SAVE_STARTER_GPO, "Saves a Starter GPO in a .cab file.")
            .either(name("starterGpo", "The Starter GPO"), guidOf("starterGpo", "The Starter GPO"))
            .with(
                FILE,
                OVERWRITE,
                flag("saveAsSystem", "As one of the system's own.", "--save-as-system"),
                text("language", "LANGUAGE", "Its language.", "--language"),
                text("author", "AUTHOR", "Its author.", "--author"),
                text("product", "PRODUCT", "Its product.", "--product"),
                text("uniqueId", "ID", "Its unique id.", "--unique-id"),
                text("version", "VERSION", "Its version.", "--starter-version"))
            .in(REQUIRED)
            .like("save --name 'Kiosk' --file kiosk.cab --wait"),
        Form.of("report", OperationKind.REPORT_STARTER_GPO, "Reports on a Starter GPO.")
            .either(name("starterGpo", "The Starter GPO"), guidOf("starterGpo", "The Starter GPO"))
            .with(REPORT_TYPE)
            .like("report --name 'Kiosk' --id r3 --wait && ./gpmc result r3 -o kiosk.html"),
        Form.of(
                "report-backup",
                OperationKind.REPORT_STARTER_GPO_BACKUP,
                "Reports on the backup of a Starter GPO.")
            .either(
                name("gpo", "The Starter GPO, whose latest backup is taken,"),
                guidOf("gpo", "The Starter GPO, whose latest backup is taken,"),
                BACKUP_ID)
            .with(REPORT_TYPE)
            .in(REQUIRED)
            .like("report-backup --name 'Kiosk' --report-type xml --wait"));
  }

  private static Argument name(String field, String what) {
    return text(field, "NAME", what + " by its display name.", "--name");
  }

  private static Argument guidOf(String field, String what) {
    return guid(field, what + " by its GUID.", "--guid");
  }

  private static Argument text(String field, String label, String text, String... names) {
    return new Argument(field, Form.Type.TEXT, false, List.of(names), label, text);
  }

  private static Argument guid(String field, String text, String... names) {
    return new Argument(field, Form.Type.GUID, false, List.of(names), "GUID", text);
  }

  private static Argument flag(String field, String text, String... names) {
    return new Argument(field, Form.Type.FLAG, false, List.of(names), "", text);
  }
}
