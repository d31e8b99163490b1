package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.policy.migration.MigrationTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fifteen asynchronous methods through the GPMC server, with what they lead to compared to what
 * the directory driver does.
 */
@TestMethodOrder(OrderAnnotation.class)
class AllMethodsTest {

  private static final String ADDRESS = ServedDomain.address(8);
  private static final AtomicInteger OPERATIONS = new AtomicInteger();
  private static final Set<OperationKind> RUN = EnumSet.noneOf(OperationKind.class);

  private static final Pattern EXTENSION_DATA =
      Pattern.compile("<ExtensionData>.*?</ExtensionData>", Pattern.DOTALL);

  @TempDir static Path base;
  private static ServedDomain served;
  private static DcomDriver dcom;

  @BeforeAll
  static void serve() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    served = new ServedDomain(base, ADDRESS, 0);
    dcom = served.driver(ADDRESS);
  }

  @AfterAll
  static void end() throws Exception {
    if (served != null) {
      dcom.close();
      served.close();
    }
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(dcom.exported()).isZero();
    await().untilAsserted(() -> assertThat(served.server.held()).isEqualTo("[]"));
  }

  private static <T extends ResultValue> T value(
      Class<T> type, GpmcDriver driver, GpmcRequest request) throws Exception {
    GpmcResult result =
        driver
            .start(request, new OperationContext("all-" + OPERATIONS.incrementAndGet()), step -> {})
            .result()
            .get(60, TimeUnit.SECONDS);
    assertThat(result.overallStatus()).as(request + ": " + result.detail()).isEqualTo(HResult.S_OK);
    return type.cast(result.value().orElseThrow());
  }

  private static <T extends ResultValue> T there(Class<T> type, GpmcRequest request)
      throws Exception {
    RUN.add(request.kind());
    return value(type, dcom, request);
  }

  private static <T extends ResultValue> T here(Class<T> type, GpmcRequest request)
      throws Exception {
    return value(type, served.directory, request);
  }

  private static GpoName first() {
    return new GpoName.ByDisplayName(served.gpos.getFirst().displayName());
  }

  private static ResultValue.Backup backup(GpoName gpo) throws Exception {
    return there(
        ResultValue.Backup.class, new GpmcRequest.BackupGpo(gpo, ServedDomain.STORE, "all"));
  }

  private static String settings(GpoName gpo) throws Exception {
    String text =
        here(ResultValue.Report.class, new GpmcRequest.ReportGpo(gpo, ReportType.XML)).text();
    return EXTENSION_DATA.matcher(text).results().map(MatchResult::group).toList().toString();
  }

  private static String withoutTime(ResultValue.Report report) {
    return report.text().replaceAll("<ReadTime>.*?</ReadTime>", "");
  }

  private static Optional<ResultValue.Gpo> find(String displayName) throws Exception {
    try (DomainDirectory names = served.embedded.connect()) {
      return names.gpos().all().stream()
          .map(found -> found.asResult())
          .filter(gpo -> gpo.displayName().equals(displayName))
          .findFirst();
    }
  }

  @Test
  void backupAndRestore() throws Exception {
    ResultValue.Backup made = backup(first());
    ResultValue.Backup same =
        here(
            ResultValue.Backup.class,
            new GpmcRequest.BackupGpo(first(), ServedDomain.STORE, made.comment()));
    assertThat(made.gpo()).isEqualTo(same.gpo());
    assertThat(made.comment()).isEqualTo(same.comment());
    assertThat(made.backupStore()).isEqualTo(same.backupStore());
    assertThat(served.store.resolve(GpoName.braced(made.id())).resolve("Backup.xml")).exists();

    GpmcRequest restore =
        new GpmcRequest.RestoreGpo(new BackupSelector.LatestOf(first()), ServedDomain.STORE);
    assertThat(there(ResultValue.Gpo.class, restore))
        .isEqualTo(here(ResultValue.Gpo.class, restore));
    assertThat(dcom.target(restore)).isEqualTo(served.directory.target(restore));
  }

  @Test
  void importIntoAGpoThatIsThereAndIntoANewOne() throws Exception {
    BackupSelector which = new BackupSelector.ById(backup(first()).id());
    String target = served.gpos.getLast().displayName();
    GpmcRequest over = imported(which, target, Optional.empty(), false);
    assertThat(there(ResultValue.Gpo.class, over)).isEqualTo(served.gpos.getLast());
    assertThat(settings(new GpoName.ByDisplayName(target)))
        .isEqualTo(settings(first()))
        .contains("Extension");

    ResultValue.Gpo created =
        there(ResultValue.Gpo.class, imported(which, "Made by import", Optional.empty(), true));
    assertThat(find("Made by import")).contains(created);
    assertThat(settings(new GpoName.ById(created.id()))).isEqualTo(settings(first()));
  }

  private static GpmcRequest imported(
      BackupSelector which, String target, Optional<StoredFileName> table, boolean create) {
    return new GpmcRequest.ImportGpo(
        which, ServedDomain.STORE, new GpoName.ByDisplayName(target), table, false, false, create);
  }

  @Test
  void importWithAMigrationTableOfTheStore() throws Exception {
    Files.write(served.store.resolve("to.migtable"), new MigrationTable(List.of()).toByteArray());
    BackupSelector which = new BackupSelector.ById(backup(first()).id());
    StoredFileName table = new StoredFileName("to.migtable");
    ResultValue.Gpo made =
        there(ResultValue.Gpo.class, imported(which, "Mapped", Optional.of(table), true));
    assertThat(find("Mapped")).contains(made);
  }

  @Test
  void copyIsAsTheDirectoryDriverCopies() throws Exception {
    ResultValue.Gpo there = there(ResultValue.Gpo.class, copy("Copied there", Optional.of("corp")));
    ResultValue.Gpo here = here(ResultValue.Gpo.class, copy("Copied here", Optional.empty()));
    assertThat(find("Copied there")).contains(there);
    assertThat(there.domain()).isEqualTo(here.domain());
    assertThat(settings(new GpoName.ById(there.id())))
        .isEqualTo(settings(new GpoName.ById(here.id())));
  }

  private static GpmcRequest copy(String name, Optional<String> targetDomain) {
    return new GpmcRequest.CopyGpo(
        first(), name, targetDomain, Optional.empty(), Optional.empty(), false, false, true);
  }

  @Test
  void reportsOfGposAndBackups() throws Exception {
    GpmcRequest gpo = new GpmcRequest.ReportGpo(first(), ReportType.HTML);
    assertThat(there(ResultValue.Report.class, gpo).type()).isEqualTo(ReportType.HTML);
    GpmcRequest backup =
        new GpmcRequest.ReportBackup(
            new BackupSelector.ById(backup(first()).id()), ServedDomain.STORE, ReportType.XML);
    assertThat(withoutTime(there(ResultValue.Report.class, backup)))
        .isEqualTo(withoutTime(here(ResultValue.Report.class, backup)));
  }

  @Test
  void reportsThatOnlyGpmcKnows() throws Exception {
    assertThat(
            there(
                    ResultValue.Report.class,
                    new GpmcRequest.ReportRsop("pc7", Optional.of("CORP\\jane"), ReportType.XML))
                .text())
        .contains("pc7")
        .contains("CORP\\jane");
    assertThat(
            there(
                    ResultValue.Report.class,
                    new GpmcRequest.ReportRsop("pc8", Optional.empty(), ReportType.HTML))
                .text())
        .contains("pc8")
        .contains("Optional.empty");
    ResultValue.Report domain =
        there(ResultValue.Report.class, new GpmcRequest.ReportDomain(ReportType.CLIENT_HEALTH_XML));
    assertThat(domain.type()).isEqualTo(ReportType.CLIENT_HEALTH_XML);
    assertThat(domain.text()).contains("ReportDomain").contains("CLIENT_HEALTH_XML");
  }

  @Test
  void starterGpos() throws Exception {
    GpoName name = new GpoName.ByDisplayName(ServedDomain.STARTER_NAME);
    ResultValue.StarterGpo starter =
        new ResultValue.StarterGpo(
            ServedDomain.STARTER, ServedDomain.STARTER_NAME, served.embedded.dnsName());
    StoredFileName file = new StoredFileName("baseline.cab");
    GpmcRequest save =
        new GpmcRequest.SaveStarterGpo(
            new GpoName.ById(ServedDomain.STARTER),
            ServedDomain.STORE,
            file,
            true,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(there(ResultValue.StarterGpo.class, save).id()).isEqualTo(ServedDomain.STARTER);
    assertThat(served.store.resolve("baseline.cab")).exists();
    GpmcRequest load = new GpmcRequest.LoadStarterGpo(ServedDomain.STORE, file, true);
    assertThat(there(ResultValue.StarterGpo.class, load))
        .isEqualTo(starter)
        .isEqualTo(here(ResultValue.StarterGpo.class, load));

    ResultValue.StarterGpoBackup backup =
        there(
            ResultValue.StarterGpoBackup.class,
            new GpmcRequest.BackupStarterGpo(name, ServedDomain.STORE, "all"));
    assertThat(backup.starterGpo()).isEqualTo(starter);
    BackupSelector latest = new BackupSelector.LatestOf(name);
    BackupSelector byId = new BackupSelector.ById(backup.id());
    GpmcRequest restore = new GpmcRequest.RestoreStarterGpo(latest, ServedDomain.STORE);
    assertThat(there(ResultValue.StarterGpo.class, restore))
        .isEqualTo(starter)
        .isEqualTo(here(ResultValue.StarterGpo.class, restore));

    ResultValue.StarterGpo copied =
        there(ResultValue.StarterGpo.class, new GpmcRequest.CopyStarterGpo(name, "Second"));
    assertThat(copied.displayName()).isEqualTo("Second");
    assertThat(copied.id()).isNotEqualTo(ServedDomain.STARTER);

    assertThat(
            there(ResultValue.Report.class, new GpmcRequest.ReportStarterGpo(name, ReportType.HTML))
                .text())
        .contains(GpoName.braced(ServedDomain.STARTER));
    assertThat(
            there(
                    ResultValue.Report.class,
                    new GpmcRequest.ReportStarterGpoBackup(
                        byId, ServedDomain.STORE, ReportType.XML))
                .text())
        .contains(GpoName.braced(ServedDomain.STARTER), ServedDomain.STARTER_NAME);
  }

  @Test
  void aStoreThatTheDomainDoesNotHaveIsNamedWithItsSetting() throws Exception {
    GpmcResult result =
        dcom.start(
                new GpmcRequest.BackupGpo(
                    first(), new io.gpmcworker.gpmc.BackupStoreName("other"), ""),
                new OperationContext("other"),
                step -> {})
            .result()
            .get(60, TimeUnit.SECONDS);
    assertThat(result.overallStatus()).isEqualTo(HResult.E_INVALIDARG);
    assertThat(result.detail()).contains("dcom.backup-stores.other");
  }

  private static String unknown(GpmcRequest request) {
    return switch (dcom.recover(request, new OperationContext("lost"))) {
      case Recovery.Unknown(String observed) -> observed;
      case Recovery other -> throw new AssertionError(other);
    };
  }

  @Test
  void ofALostOperationIsToldWhatIsThereNow() throws Exception {
    String id = GpoName.braced(backup(first()).id());
    assertThat(unknown(new GpmcRequest.BackupGpo(first(), ServedDomain.STORE, "all")))
        .contains(ADDRESS, "IGPMGPO::Backup", id, "'all'", "back up again");
    assertThat(
            unknown(
                new GpmcRequest.BackupGpo(
                    new GpoName.ByDisplayName("Never backed up"), ServedDomain.STORE, "")))
        .contains("holds no backup of GPO Never backed up");
    assertThat(unknown(copy("Not there", Optional.empty()))).contains("no GPO Not there now");
    BackupSelector which = new BackupSelector.LatestOf(first());
    assertThat(unknown(imported(which, first().toString(), Optional.empty(), false)))
        .contains(GpoName.braced(served.gpos.getFirst().id()), "compare a report");
    assertThat(unknown(new GpmcRequest.RestoreGpo(which, ServedDomain.STORE)))
        .contains("Check GPO " + first());
    assertThat(
            dcom.recover(
                new GpmcRequest.ReportDomain(ReportType.INFRA_XML), new OperationContext("lost")))
        .isEqualTo(new Recovery.NothingLeft());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void noMethodWasLeftOut() {
    assertThat(RUN).isEqualTo(dcom.supported());
  }
}
