package io.gpmcworker.gpmc.directory;

import static io.gpmcworker.gpmc.directory.SurvivalTest.From.DEFAULT;
import static io.gpmcworker.gpmc.directory.SurvivalTest.From.NONE;
import static io.gpmcworker.gpmc.directory.SurvivalTest.From.SOURCE;
import static io.gpmcworker.gpmc.directory.SurvivalTest.From.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.SomLink;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.testing.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What survives each operation. The columns but the enabled flags are those measured on Windows
 * Server 2025 with GPMC's own cmdlets; a deleted GPO and the flags were not measured there.
 */
class SurvivalTest {

  /** Where something of the result comes from. */
  enum From {
    /** The backup, or the GPO that is copied. */
    SOURCE,
    /** The GPO as it was before the operation. */
    TARGET,
    /** A new GPO's. */
    DEFAULT,
    /** It is not there. */
    NONE
  }

  enum Operation {
    RESTORE_IN_PLACE(SOURCE, TARGET, SOURCE, SOURCE, TARGET, SOURCE, SOURCE),
    RESTORE_DELETED(SOURCE, SOURCE, SOURCE, SOURCE, TARGET, SOURCE, SOURCE),
    IMPORT(SOURCE, TARGET, TARGET, TARGET, TARGET, SOURCE, SOURCE),
    IMPORT_CREATE_IF_NEEDED(SOURCE, DEFAULT, DEFAULT, NONE, NONE, SOURCE, SOURCE),
    COPY(SOURCE, DEFAULT, DEFAULT, SOURCE, NONE, SOURCE, SOURCE),
    COPY_WITH_ACL(SOURCE, DEFAULT, SOURCE, SOURCE, NONE, SOURCE, SOURCE);

    private final From settings;
    private final From guid;
    private final From dacl;
    private final From wmiFilter;
    private final From links;
    private final From description;
    private final From enabled;

    Operation(
        From settings,
        From guid,
        From dacl,
        From wmiFilter,
        From links,
        From description,
        From enabled) {
      this.settings = settings;
      this.guid = guid;
      this.dacl = dacl;
      this.wmiFilter = wmiFilter;
      this.links = links;
      this.description = description;
      this.enabled = enabled;
    }
  }

  private static final String SOURCE_GPO = "Laptops Only";
  private static final String TARGET_GPO = "Startup Scripts";
  private static final String FILTER = "{0B9C1F3E-6A3B-4E0E-9C1C-0A5B0B7F4D11}";

  /** A GPO with all that an operation may keep or replace. */
  private record State(
      UUID guid,
      Optional<Acl> dacl,
      Optional<WmiFilterLink> wmiFilter,
      List<SomLink> links,
      Optional<String> description,
      GpoFlags enabled,
      Map<String, String> settings,
      String extensions) {}

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatSurvives(Operation operation) throws Exception {
    try (TestDomain domain = TestDomain.open(folder)) {
      domain.embedded.seedSamples(
          name -> name.equals(SOURCE_GPO) || name.equals(TARGET_GPO) || name.equals("Drive Maps"));
      UUID source = domain.idOf(SOURCE_GPO);
      change(domain, source, "of the source", 1, 3);
      State before = state(domain, source);
      ResultValue.Backup backup = domain.backup(SOURCE_GPO);
      UUID other = domain.idOf(TARGET_GPO);
      UUID target =
          switch (operation) {
            case RESTORE_IN_PLACE, RESTORE_DELETED -> source;
            default -> other;
          };
      change(domain, target, "of the target", 2, 2);
      link(domain, target);
      State targetBefore = state(domain, target);
      if (operation == Operation.RESTORE_DELETED) {
        domain.directory.gpos().delete(source);
        new FolderSysvol(domain.sysvolFolder()).delete(SysvolPath.ofGpo(source));
      }

      ResultValue.Gpo result = domain.succeed(ResultValue.Gpo.class, request(operation, backup));

      State after = state(domain, result.id());
      check(operation.settings, after.settings(), before.settings(), targetBefore.settings());
      check(operation.settings, after.extensions(), before.extensions(), targetBefore.extensions());
      check(operation.guid, after.guid(), before.guid(), targetBefore.guid());
      check(operation.dacl, after.dacl(), before.dacl(), targetBefore.dacl());
      check(operation.wmiFilter, after.wmiFilter(), before.wmiFilter(), targetBefore.wmiFilter());
      check(operation.links, after.links(), before.links(), targetBefore.links());
      check(
          operation.description,
          after.description(),
          before.description(),
          targetBefore.description());
      check(operation.enabled, after.enabled(), before.enabled(), targetBefore.enabled());
      if (operation.dacl == DEFAULT) {
        assertThat(after.dacl()).isEqualTo(state(domain, domain.idOf("Drive Maps")).dacl());
      }
    }
  }

  private static <T> void check(From from, T after, T source, T target) {
    switch (from) {
      case SOURCE -> assertThat(after).isEqualTo(source);
      case TARGET -> assertThat(after).isEqualTo(target);
      case DEFAULT -> assertThat(after).isNotEqualTo(source).isNotEqualTo(target);
      case NONE -> assertThat(after).isIn(Optional.empty(), List.of());
    }
  }

  private static GpmcRequest request(Operation operation, ResultValue.Backup backup) {
    return switch (operation) {
      case RESTORE_IN_PLACE, RESTORE_DELETED ->
          new RestoreGpo(new BackupSelector.ById(backup.id()), TestDomain.STORE);
      case IMPORT -> imported(backup, TARGET_GPO, false);
      case IMPORT_CREATE_IF_NEEDED -> imported(backup, "New", true);
      case COPY -> copy(false);
      case COPY_WITH_ACL -> copy(true);
    };
  }

  private static ImportGpo imported(ResultValue.Backup backup, String target, boolean create) {
    return new ImportGpo(
        new BackupSelector.ById(backup.id()),
        TestDomain.STORE,
        new GpoName.ByDisplayName(target),
        Optional.empty(),
        false,
        false,
        create);
  }

  private static CopyGpo copy(boolean acl) {
    return new CopyGpo(
        new GpoName.ByDisplayName(SOURCE_GPO),
        "New",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        acl);
  }

  /** Gives a GPO values of its own for all that the table has. */
  private static void change(TestDomain domain, UUID id, String text, int flags, int aces)
      throws Exception {
    GpoAttributes now = domain.directory.gpos().find(id).orElseThrow().attributes();
    SecurityDescriptor permissions =
        SecurityDescriptor.of(
            now.securityDescriptor().control(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            now.securityDescriptor().dacl().map(dacl -> Acl.of(dacl.aces().subList(0, aces))));
    Optional<WmiFilterLink> filter =
        text.contains("source")
            ? now.wmiFilter()
            : Optional.of(new WmiFilterLink("corp.example", FILTER));
    assertThat(filter).isPresent();
    domain
        .directory
        .gpos()
        .replace(
            new GpoAttributes(
                id,
                now.domain(),
                now.displayName(),
                new GpoFlags(flags),
                now.version().next(),
                now.machineExtensionNames(),
                now.userExtensionNames(),
                filter,
                permissions));
    Files.write(domain.gpoFolder(id).resolve("GPO.cmt"), text.getBytes(StandardCharsets.UTF_16LE));
    Files.createDirectories(domain.gpoFolder(id).resolve("User"));
    Files.writeString(domain.gpoFolder(id).resolve("User").resolve("settings.txt"), text);
  }

  private static void link(TestDomain domain, UUID id) throws Exception {
    GpoContainer gpo = domain.directory.gpos().find(id).orElseThrow();
    domain.directory.link(gpo, "OU=Staff,DC=corp,DC=example", 1);
  }

  private static State state(TestDomain domain, UUID id) throws Exception {
    GpoContainer gpo = domain.directory.gpos().find(id).orElseThrow();
    GpoAttributes attributes = gpo.attributes();
    Map<String, String> settings = new TreeMap<>(FileTree.of(domain.gpoFolder(id)));
    settings.keySet().removeIf(name -> name.equalsIgnoreCase("gpt.ini") || name.equals("GPO.cmt"));
    Path comment = domain.gpoFolder(id).resolve("GPO.cmt");
    return new State(
        id,
        attributes.securityDescriptor().dacl(),
        attributes.wmiFilter(),
        domain.directory.links(gpo),
        Files.exists(comment)
            ? Optional.of(new String(Files.readAllBytes(comment), StandardCharsets.UTF_16LE))
            : Optional.empty(),
        attributes.flags(),
        settings,
        attributes.machineExtensionNames() + attributes.userExtensionNames());
  }
}
