package io.gpmcworker.gpmc;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be asked for: GPMC's fifteen asynchronous methods, and two that run one of them over a
 * whole domain, as {@code Backup-GPO -All} and {@code Restore-GPO -All} do.
 */
public enum OperationKind {
  BACKUP_GPO("backup-gpo", "IGPMGPO::Backup", Effect.READS),
  BACKUP_ALL_GPOS("backup-all-gpos", "IGPMGPO::Backup", Effect.READS),
  RESTORE_GPO("restore-gpo", "IGPMDomain::RestoreGPO", Effect.CHANGES),
  RESTORE_ALL_GPOS("restore-all-gpos", "IGPMDomain::RestoreGPO", Effect.CHANGES),
  IMPORT_GPO("import-gpo", "IGPMGPO::Import", Effect.CHANGES),
  COPY_GPO("copy-gpo", "IGPMGPO::CopyTo", Effect.CHANGES),
  REPORT_GPO("report-gpo", "IGPMGPO::GenerateReport", Effect.READS),
  REPORT_BACKUP("report-backup", "IGPMBackup::GenerateReport", Effect.READS),
  REPORT_RSOP("report-rsop", "IGPMRSOP::GenerateReport", Effect.READS),
  REPORT_DOMAIN("report-domain", "IGPMDomain3::GenerateReport", Effect.READS),
  LOAD_STARTER_GPO("load-starter-gpo", "IGPMDomain2::LoadStarterGPO", Effect.CHANGES),
  SAVE_STARTER_GPO("save-starter-gpo", "IGPMStarterGPO::Save", Effect.READS),
  BACKUP_STARTER_GPO("backup-starter-gpo", "IGPMStarterGPO::Backup", Effect.READS),
  RESTORE_STARTER_GPO("restore-starter-gpo", "IGPMDomain2::RestoreStarterGPO", Effect.CHANGES),
  COPY_STARTER_GPO("copy-starter-gpo", "IGPMStarterGPO::CopyTo", Effect.CHANGES),
  REPORT_STARTER_GPO("report-starter-gpo", "IGPMStarterGPO::GenerateReport", Effect.READS),
  REPORT_STARTER_GPO_BACKUP(
      "report-starter-gpo-backup", "IGPMStarterGPOBackup::GenerateReport", Effect.READS);

  /** Whether an operation changes the domain. It decides what may be said of a lost run. */
  public enum Effect {
    /** Reads the domain; writes at most to a backup store. */
    READS,
    /** Changes the directory or SYSVOL. */
    CHANGES
  }

  private static final Map<String, OperationKind> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(OperationKind::wireName, Function.identity()));

  private final String wireName;
  private final String method;
  private final Effect effect;

  OperationKind(String wireName, String method, Effect effect) {
    this.wireName = wireName;
    this.method = method;
    this.effect = effect;
  }

  /** The kind with the given name on the wire, such as {@code backup-gpo}. */
  public static Optional<OperationKind> ofWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /** The name in commands, events and on the command line. */
  public String wireName() {
    return wireName;
  }

  /** The method of the type library that it stands for, as {@code Interface::Method}. */
  public String method() {
    return method;
  }

  /** Whether a report comes out of it. */
  public boolean isReport() {
    return method.endsWith("::GenerateReport");
  }

  /** Whether it changes the domain. */
  public Effect effect() {
    return effect;
  }
}
