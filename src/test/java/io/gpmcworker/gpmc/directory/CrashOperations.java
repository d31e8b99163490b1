package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.gpmc.directory.UndoScenario.Preparation;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Restores, imports and copies of varied GPOs that can all run at the same time. */
final class CrashOperations {

  /** What commands call the domain that is changed. */
  static final String DOMAIN = "tried";

  /** The worker's other domain, where what is in the first one comes from. */
  private static final String CORP = "corp";

  private static final String SCRIPTS = "Startup Scripts";
  private static final String SECURITY = "Server Hardening";
  private static final String PLAIN = "Crash, plain";
  private static final String RICH = "Crash – Büros 日本語 Ω";
  private static final String PACKAGES = "Crash, packages";
  private static final String DELETED = "Crash, deleted";
  private static final String TARGET = "Crash, target";
  private static final String SOURCE = "Crash, source";
  private static final String IMPORTED = "Crash, imported";
  private static final String COPIED = "Crash, copied";
  private static final String FROM_CORP = "Crash, from another domain";

  private final CrashCommands commands;
  private final GpoChanges changes;
  private final Map<String, UUID> gpos = new HashMap<>();
  private final List<Asked> all = new ArrayList<>();

  /**
   * An operation.
   *
   * @param prepare brings its GPO to where it begins, from before or after it
   * @param domain of the command
   * @param gpo finds what it changes
   */
  record Asked(
      String name,
      Preparation prepare,
      String domain,
      String operation,
      String parameters,
      Function<DomainState, Set<String>> gpo) {

    String id(int round) {
      return "round-" + round + "-" + name;
    }

    /** The one GPO that it changes, in a form that is the same whenever it is changed. */
    DomainState of(DomainState before, DomainState now) {
      Set<String> changed = gpo.apply(now);
      assertThat(changed).as(name).hasSize(1);
      String only = changed.iterator().next();
      return now.only(only).comparable(before.only(only));
    }
  }

  /**
   * Makes the GPOs.
   *
   * @param packages software packages as the domain takes them
   */
  CrashOperations(CrashCommands commands, GpoChanges changes, List<DirectoryObject> packages)
      throws Exception {
    this.commands = commands;
    this.changes = changes;
    String scripts = commands.backUp(CORP, SCRIPTS);
    String security = commands.backUp(CORP, SECURITY);
    for (String name : List.of(PLAIN, PACKAGES, TARGET)) {
      make(name, scripts);
    }
    for (String name : List.of(RICH, DELETED, SOURCE)) {
      make(name, security);
    }
    GpoContainers containers = changes.domain().directory().gpos();
    containers.halves().add(gpo(RICH), GpoSide.MACHINE, SampleObjects.deep());
    SampleObjects.install(containers, gpo(PACKAGES), packages.toArray(DirectoryObject[]::new));

    String rich = restores("restore-with-objects", RICH, changes::change);
    restores("restore", PLAIN, changes::change);
    restores("restore-with-packages", PACKAGES, changes::changePackages);
    restores("restore-of-a-deleted-one", DELETED, (gpo, saved) -> changes.delete(gpo));
    imports(rich);
    creates("import-that-creates", DOMAIN, "import-gpo", imported(scripts, IMPORTED), IMPORTED);
    creates(
        "copy",
        DOMAIN,
        "copy-gpo",
        "\"source\":\"%s\",\"targetName\":\"%s\",\"copyAcl\":true".formatted(SOURCE, COPIED),
        COPIED);
    creates(
        "copy-from-another-domain",
        CORP,
        "copy-gpo",
        "\"source\":\"Drive Maps\",\"targetName\":\"%s\",\"targetDomain\":\"%s\""
            .formatted(FROM_CORP, DOMAIN),
        FROM_CORP);
  }

  /** A GPO of the domain as a backup has it. */
  private void make(String displayName, String backup) {
    JsonNode gpo = commands.succeed(DOMAIN, "import-gpo", imported(backup, displayName));
    gpos.put(displayName, Guids.parseBraced(gpo.at("/id").asText()).orElseThrow());
  }

  private UUID gpo(String name) {
    return Objects.requireNonNull(gpos.get(name), name);
  }

  /** A way to make a GPO other than its backup. */
  @FunctionalInterface
  private interface Change {
    void of(UUID gpo, GpoChanges.Saved saved) throws Exception;
  }

  /** An operation on a GPO's own backup, whose id is given back. */
  private String restores(String name, String displayName, Change change) throws Exception {
    UUID gpo = gpo(displayName);
    GpoChanges.Saved saved = changes.save(gpo);
    String backup = commands.backUp(DOMAIN, displayName);
    all.add(
        new Asked(
            name,
            () -> change.of(gpo, saved),
            DOMAIN,
            "restore-gpo",
            "\"backupId\":\"%s\",\"backupStore\":\"default\"".formatted(backup),
            known(gpo)));
    return backup;
  }

  /** An operation on a GPO that is there, with another's backup. */
  private void imports(String backup) throws Exception {
    UUID gpo = gpo(TARGET);
    GpoChanges.Saved saved = changes.save(gpo);
    all.add(
        new Asked(
            "import",
            () -> changes.change(gpo, saved),
            DOMAIN,
            "import-gpo",
            imported(backup, Guids.braced(gpo)),
            known(gpo)));
  }

  /** An operation that makes a GPO. */
  private void creates(
      String name, String domain, String operation, String parameters, String displayName) {
    all.add(
        new Asked(
            name,
            () -> changes.deleteNamed(displayName),
            domain,
            operation,
            parameters,
            state -> state.named(displayName)));
  }

  private static Function<DomainState, Set<String>> known(UUID gpo) {
    return state -> Set.of(GpoPath.fold(Guids.braced(gpo)));
  }

  private static String imported(String backup, String target) {
    return "\"backupId\":\"%s\",\"backupStore\":\"default\",\"target\":\"%s\",\"createIfNeeded\":%s"
        .formatted(backup, target, !target.startsWith("{"));
  }

  List<Asked> all() {
    return List.copyOf(all);
  }

  /**
   * Brings the domain to where all of them begin; when this returns, the worker reads commands,
   * which it does only some time after it has started.
   */
  void prepare() throws Exception {
    for (Asked operation : all) {
      operation.prepare().run();
    }
    commands.backUp(DOMAIN, SOURCE);
  }

  void start(int round) {
    for (Asked operation : all) {
      commands.start(
          operation.id(round), operation.domain(), operation.operation(), operation.parameters());
    }
  }

  /** Deletes every GPO that was made. */
  void delete() throws Exception {
    for (UUID gpo : gpos.values()) {
      changes.delete(gpo);
    }
    for (String made : List.of(IMPORTED, COPIED, FROM_CORP)) {
      changes.deleteNamed(made);
    }
  }
}
