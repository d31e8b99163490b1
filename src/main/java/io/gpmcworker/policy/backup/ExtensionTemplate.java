package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.List;
import java.util.Optional;

/**
 * GPMC's fixed template of Backup.xml, which it fills line by line: an extension or an object that
 * a GPO does not have leaves its line blank. Seen in real backups, except where a constant says
 * otherwise.
 *
 * @param id {@code bkp:ID}
 * @param descName {@code bkp:DescName}
 * @param line its line among the template's extensions, from 0
 * @param objects its lines
 */
record ExtensionTemplate(
    String id, String descName, int line, List<ExtensionTemplate.Line> objects) {

  static final ExtensionTemplate REGISTRY =
      new ExtensionTemplate(
          "{35378EAC-683F-11D2-A89A-00C04FBBCFA2}",
          "Registry",
          0,
          List.of(
              Line.file("%GPO_MACH_FSPATH%\\registry.pol"),
              Line.file("%GPO_USER_FSPATH%\\registry.pol"),
              Line.always("%GPO_FSPATH%\\Adm\\*.*")));

  /** The name is misspelt by GPMC. */
  static final ExtensionTemplate REMOTE_INSTALLATION =
      new ExtensionTemplate(
          "{3060E8D0-7020-11D2-842D-00C04FA372D4}",
          "Remote Installion",
          1,
          List.of(Line.file("%GPO_USER_FSPATH%\\Microsoft\\RemoteInstall\\oscfilter.ini")));

  static final ExtensionTemplate SCRIPTS =
      new ExtensionTemplate(
          "{42B5FAAE-6536-11d2-AE5A-0000F87571E3}",
          "Scripts",
          3,
          List.of(
              Line.file("%GPO_MACH_FSPATH%\\Scripts\\scripts.ini", "ScriptsValidatePaths"),
              Line.file("%GPO_MACH_FSPATH%\\Scripts\\PSscripts.ini").indented("\t    "),
              Line.folders("%GPO_MACH_FSPATH%\\Scripts\\Startup\\*"),
              Line.always("%GPO_MACH_FSPATH%\\Scripts\\Startup\\*"),
              Line.folders("%GPO_MACH_FSPATH%\\Scripts\\Shutdown\\*"),
              Line.always("%GPO_MACH_FSPATH%\\Scripts\\Shutdown\\*"),
              Line.file("%GPO_USER_FSPATH%\\Scripts\\scripts.ini", "ScriptsValidatePaths"),
              Line.file("%GPO_USER_FSPATH%\\Scripts\\PSscripts.ini").indented("\t    "),
              Line.folders("%GPO_USER_FSPATH%\\Scripts\\Logon\\*"),
              Line.always("%GPO_USER_FSPATH%\\Scripts\\Logon\\*"),
              Line.folders("%GPO_USER_FSPATH%\\Scripts\\Logoff\\*"),
              Line.always("%GPO_USER_FSPATH%\\Scripts\\Logoff\\*")));

  static final ExtensionTemplate SECURITY =
      new ExtensionTemplate(
          "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}",
          "Security",
          5,
          List.of(
              Line.file(
                  "%GPO_MACH_FSPATH%\\microsoft\\windows nt\\SecEdit\\GptTmpl.inf",
                  "SecurityValidateSettings")));

  /** Its line in the template has not been seen; the order of the others leaves this one. */
  static final ExtensionTemplate FOLDER_REDIRECTION =
      new ExtensionTemplate(
          "{25537BA6-77A8-11D2-9B6C-0000F8080861}",
          "Folder Redirection",
          7,
          List.of(
              Line.pattern("%GPO_USER_FSPATH%\\Documents & Settings\\*", "FRValidateSettings")));

  /** Only the computer half's line has been seen filled. */
  static final ExtensionTemplate SOFTWARE_INSTALLATION =
      new ExtensionTemplate(
          "{c6dc5466-785a-11d2-84d0-00c04fb169f7}",
          "Software Installation",
          9,
          List.of(
              Line.classStore(GpoSide.USER),
              Line.classStore(GpoSide.MACHINE).indented("        ")));

  /** Every extension of the template, in its order. */
  static final List<ExtensionTemplate> ALL =
      List.of(
          REGISTRY,
          REMOTE_INSTALLATION,
          SCRIPTS,
          SECURITY,
          FOLDER_REDIRECTION,
          SOFTWARE_INSTALLATION);

  /** {@code bkp:ID} of the catch-all, which stands behind the template's lines. */
  static final String UNKNOWN_ID = "{F15C46CD-82A0-4C2D-A210-5D0D3182A418}";

  /** {@code bkp:DescName} of the catch-all. */
  static final String UNKNOWN_NAME = "Unknown Extension";

  /** How many lines the template has for extensions. */
  static final int LINES = 10;

  static Optional<ExtensionTemplate> of(GroupPolicyExtension extension) {
    for (ExtensionTemplate template : ALL) {
      if (template.id.equalsIgnoreCase(extension.id())) {
        return Optional.of(template);
      }
    }
    return Optional.empty();
  }

  /** When a line of the template is filled. */
  enum Rule {
    /** When the file is there. */
    FILE,
    /** Always, the matching files inside it. */
    ALWAYS,
    /** Always, the folder itself and the folders below it inside it. */
    FOLDERS,
    /** When a file matches it; those inside it. */
    PATTERN,
    /** When the directory has the object. */
    CLASS_STORE
  }

  /**
   * One object of an extension.
   *
   * @param indent what stands before it
   * @param rule when it is there
   * @param path its {@code bkp:Path}
   * @param reEvaluateFunction its {@code bkp:ReEvaluateFunction}
   */
  record Line(String indent, Rule rule, String path, Optional<String> reEvaluateFunction) {

    private static final String INDENT = "            ";

    static Line file(String path) {
      return new Line(INDENT, Rule.FILE, path, Optional.empty());
    }

    static Line file(String path, String function) {
      return new Line(INDENT, Rule.FILE, path, Optional.of(function));
    }

    static Line always(String path) {
      return new Line(INDENT, Rule.ALWAYS, path, Optional.empty());
    }

    static Line folders(String path) {
      return new Line(INDENT, Rule.FOLDERS, path, Optional.empty());
    }

    static Line pattern(String path, String function) {
      return new Line(INDENT, Rule.PATTERN, path, Optional.of(function));
    }

    static Line classStore(GpoSide side) {
      return new Line(
          INDENT, Rule.CLASS_STORE, "cn=Class Store," + side.directoryVariable(), Optional.empty());
    }

    Line indented(String other) {
      return new Line(other, rule, path, reEvaluateFunction);
    }

    FsObject.Kind kind() {
      return rule == Rule.FOLDERS ? FsObject.Kind.DIRECTORY : FsObject.Kind.FILE;
    }

    /** Whether an object stands on this line. */
    boolean holds(BackupObject object) {
      return switch (object) {
        case FsObject fs ->
            rule != Rule.CLASS_STORE && fs.kind() == kind() && fs.path().equalsIgnoreCase(path);
        case DsObject ds -> rule == Rule.CLASS_STORE && ds.path().equalsIgnoreCase(path);
        default -> false;
      };
    }
  }
}
