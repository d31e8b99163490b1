package io.gpmcworker.operation.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.StoredFileName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the parameters of operations. Their names are the PowerShell cmdlets', in camel case. */
@ApplicationScoped
public class Requests {

  private static final int LONGEST_TEXT = 256;

  private final ObjectMapper json;

  /** With the mapper that reads what was stored. */
  public Requests(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The request in a payload's {@code parameters}.
   *
   * @param fields the payload's fields; errors are noted there, and nothing is thrown
   * @return the request; empty if there were errors
   */
  public Optional<GpmcRequest> read(OperationKind kind, ObjectFields fields) {
    ObjectFields parameters = fields.object("parameters");
    Supplier<Optional<GpmcRequest>> request = reader(kind, parameters);
    parameters.refuseOthers();
    return request.get();
  }

  /** A request as it was stored. It was valid then. */
  public GpmcRequest stored(OperationKind kind, String parameters) {
    try {
      ObjectNode payload = json.createObjectNode();
      payload.set("parameters", json.readTree(parameters));
      ObjectFields fields = new ObjectFields(payload, "");
      Optional<GpmcRequest> request = read(kind, fields);
      fields.finish();
      return request.orElseThrow();
    } catch (JsonProcessingException | InvalidFieldsException e) {
      throw new IllegalStateException(
          "the stored parameters of a " + kind.wireName() + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  /** Asks for every field of a kind at once, so that all errors are noted; then combines them. */
  private static Supplier<Optional<GpmcRequest>> reader(OperationKind kind, ObjectFields it) {
    return switch (kind) {
      case BACKUP_GPO -> {
        var gpo = it.required("gpo", GpoName::parse);
        var store = store(it);
        String comment = comment(it);
        yield () -> gpo.flatMap(g -> store.map(s -> new GpmcRequest.BackupGpo(g, s, comment)));
      }
      case BACKUP_ALL_GPOS -> {
        var store = store(it);
        String comment = comment(it);
        yield () -> store.map(s -> new GpmcRequest.BackupAllGpos(s, comment));
      }
      case RESTORE_GPO -> {
        var backup = backup(it, "gpo");
        var store = store(it);
        yield () -> backup.flatMap(b -> store.map(s -> new GpmcRequest.RestoreGpo(b, s)));
      }
      case RESTORE_ALL_GPOS -> {
        var store = store(it);
        yield () -> store.map(GpmcRequest.RestoreAllGpos::new);
      }
      case IMPORT_GPO -> {
        var backup = backup(it, "backupGpoName");
        var store = store(it);
        var target = it.required("target", GpoName::parse);
        var table = it.optional("migrationTable", StoredFileName::new);
        boolean tableOnly = ofTable(it, "migrationTableOnly", table);
        boolean preferences = ofTable(it, "mapPreferences", table);
        boolean create = it.flag("createIfNeeded");
        if (create && target.filter(GpoName.ById.class::isInstance).isPresent()) {
          it.error("createIfNeeded", "needs a target that is named by a display name");
        }
        yield () ->
            backup.flatMap(b ->
                store.flatMap(s ->
                    target.map(t ->
                        new GpmcRequest.ImportGpo(
                            b, s, t, table, tableOnly, preferences, create))));
      }
      case COPY_GPO -> copy(it);
      case REPORT_GPO -> {
        var gpo = it.required("gpo", GpoName::parse);
        var type = reportType(it);
        yield () -> gpo.flatMap(g -> type.map(t -> new GpmcRequest.ReportGpo(g, t)));
      }
      case REPORT_BACKUP -> backupReport(it, GpmcRequest.ReportBackup::new);
      case REPORT_RSOP -> {
        var computer = it.required("computer", Requests::shortText);
        var user = it.optional("user", Requests::shortText);
        var type = reportType(it);
        yield () -> computer.flatMap(c -> type.map(t -> new GpmcRequest.ReportRsop(c, user, t)));
      }
      case REPORT_DOMAIN -> {
        var type = reportType(it, EnumSet.allOf(ReportType.class));
        yield () -> type.map(GpmcRequest.ReportDomain::new);
      }
      case LOAD_STARTER_GPO -> {
        var store = store(it);
        var file = it.required("file", StoredFileName::new);
        boolean overwrite = it.flag("overwrite");
        yield () ->
            store.flatMap(s -> file.map(f -> new GpmcRequest.LoadStarterGpo(s, f, overwrite)));
      }
      case SAVE_STARTER_GPO -> save(it);
      case BACKUP_STARTER_GPO -> {
        var gpo = it.required("starterGpo", GpoName::parse);
        var store = store(it);
        String comment = comment(it);
        yield () ->
            gpo.flatMap(g -> store.map(s -> new GpmcRequest.BackupStarterGpo(g, s, comment)));
      }
      case RESTORE_STARTER_GPO -> {
        var backup = backup(it, "starterGpo");
        var store = store(it);
        yield () -> backup.flatMap(b -> store.map(s -> new GpmcRequest.RestoreStarterGpo(b, s)));
      }
      case COPY_STARTER_GPO -> {
        var gpo = it.required("starterGpo", GpoName::parse);
        var name = it.required("targetName", Requests::displayName);
        yield () -> gpo.flatMap(g -> name.map(n -> new GpmcRequest.CopyStarterGpo(g, n)));
      }
      case REPORT_STARTER_GPO -> {
        var gpo = it.required("starterGpo", GpoName::parse);
        var type = reportType(it);
        yield () -> gpo.flatMap(g -> type.map(t -> new GpmcRequest.ReportStarterGpo(g, t)));
      }
      case REPORT_STARTER_GPO_BACKUP -> backupReport(it, GpmcRequest.ReportStarterGpoBackup::new);
    };
  }

  private static Supplier<Optional<GpmcRequest>> copy(ObjectFields it) {
    var source = it.required("source", GpoName::parse);
    var name = it.required("targetName", Requests::displayName);
    var domain = it.optional("targetDomain", Requests::shortText);
    var store = it.optional("backupStore", BackupStoreName::new);
    var table = it.optional("migrationTable", StoredFileName::new);
    if (table.isPresent() && store.isEmpty()) {
      it.error("backupStore", "is missing; it says where the migration table is");
    }
    boolean tableOnly = ofTable(it, "migrationTableOnly", table);
    boolean preferences = ofTable(it, "mapPreferences", table);
    boolean acl = it.flag("copyAcl");
    return () ->
        source.flatMap(s ->
            name.map(n ->
                new GpmcRequest.CopyGpo(s, n, domain, store, table, tableOnly, preferences, acl)));
  }

  private static Supplier<Optional<GpmcRequest>> save(ObjectFields it) {
    var gpo = it.required("starterGpo", GpoName::parse);
    var store = store(it);
    var file = it.required("file", StoredFileName::new);
    boolean overwrite = it.flag("overwrite");
    boolean asSystem = it.flag("saveAsSystem");
    var language = it.optional("language", Requests::shortText);
    var author = it.optional("author", Requests::shortText);
    var product = it.optional("product", Requests::shortText);
    var uniqueId = it.optional("uniqueId", Requests::shortText);
    var version = it.optional("version", Requests::shortText);
    return () ->
        gpo.flatMap(g ->
            store.flatMap(s ->
                file.map(f ->
                    new GpmcRequest.SaveStarterGpo(
                        g, s, f, overwrite, asSystem, language, author, product, uniqueId,
                        version))));
  }

  private static Supplier<Optional<GpmcRequest>> backupReport(
      ObjectFields it, BackupReportConstructor constructor) {
    var backup = backup(it, "gpo");
    var store = store(it);
    var type = reportType(it);
    return () -> backup.flatMap(b -> store.flatMap(s -> type.map(t -> constructor.make(b, s, t))));
  }

  private static Optional<BackupStoreName> store(ObjectFields it) {
    return it.required("backupStore", BackupStoreName::new);
  }

  private static String comment(ObjectFields it) {
    return it.optional("comment", Requests::commentText).orElse("");
  }

  /** The types that are about policy; the others are about the state of a domain. */
  private static Optional<ReportType> reportType(ObjectFields it) {
    return reportType(it, EnumSet.of(ReportType.XML, ReportType.HTML));
  }

  private static Optional<ReportType> reportType(ObjectFields it, Set<ReportType> possible) {
    return it.required(
        "reportType",
        text ->
            ReportType.ofWireName(text)
                .filter(possible::contains)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "must be one of "
                            + possible.stream()
                                .map(ReportType::wireName)
                                .collect(Collectors.joining(", ")))));
  }

  /** A flag that says how a migration table is used. */
  private static boolean ofTable(ObjectFields it, String flag, Optional<StoredFileName> table) {
    boolean given = it.flag(flag);
    if (given && table.isEmpty()) {
      it.error(flag, "needs a migrationTable");
    }
    return given;
  }

  /** A backup by {@code backupId}, or the latest of a GPO named in the other field. */
  private static Optional<BackupSelector> backup(ObjectFields it, String latestOf) {
    Optional<BackupSelector> byId =
        it.optional("backupId", text -> new BackupSelector.ById(guid(text)));
    Optional<BackupSelector> latest =
        it.optional(latestOf, text -> new BackupSelector.LatestOf(GpoName.parse(text)));
    if (it.given("backupId") == it.given(latestOf)) {
      it.error("backupId", "give either backupId or " + latestOf + ", and not both");
    }
    return byId.or(() -> latest);
  }

  private static UUID guid(String text) {
    if (GpoName.parse(text) instanceof GpoName.ById(UUID id)) {
      return id;
    }
    throw new IllegalArgumentException("must be a GUID in braces");
  }

  private static String commentText(String text) {
    return bounded(text, GpmcRequest.BackupGpo.MAX_COMMENT_LENGTH);
  }

  private static String displayName(String text) {
    return new GpoName.ByDisplayName(text).displayName();
  }

  private static String shortText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be blank");
    }
    return bounded(text, LONGEST_TEXT);
  }

  private static String bounded(String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "has " + text.length() + " characters; at most " + longest);
    }
    return text;
  }

  private interface BackupReportConstructor {
    GpmcRequest make(BackupSelector backup, BackupStoreName store, ReportType type);
  }
}
