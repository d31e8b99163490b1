package io.gpmcworker.operation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.event.EventData.FieldError;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.OperationKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of all seventeen operations. */
class RequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUID = "{31B2F340-016D-11D2-945F-00C04FB984F9}";
  private static final String STORE = "\"backupStore\":\"default\"";
  private static final String BY_ID = "\"backupId\":\"" + GUID + "\"," + STORE;

  /** All that an operation takes. */
  private static final Map<OperationKind, String> FULL =
      Map.ofEntries(
          Map.entry(OperationKind.BACKUP_GPO, "{\"gpo\":\"Gpo\"," + STORE + ",\"comment\":\"c\"}"),
          Map.entry(OperationKind.BACKUP_ALL_GPOS, "{" + STORE + ",\"comment\":\"c\"}"),
          Map.entry(OperationKind.RESTORE_GPO, "{" + BY_ID + "}"),
          Map.entry(OperationKind.RESTORE_ALL_GPOS, "{" + STORE + "}"),
          Map.entry(
              OperationKind.IMPORT_GPO,
              "{"
                  + BY_ID
                  + ",\"target\":\"Gpo\",\"migrationTable\":\"a.migtable\","
                  + "\"migrationTableOnly\":true,\"createIfNeeded\":true}"),
          Map.entry(
              OperationKind.COPY_GPO,
              "{\"source\":\"Gpo\",\"targetName\":\"New\",\"targetDomain\":\"lab\","
                  + STORE
                  + ",\"migrationTable\":\"a.migtable\",\"migrationTableOnly\":true,"
                  + "\"copyAcl\":true}"),
          Map.entry(OperationKind.REPORT_GPO, "{\"gpo\":\"Gpo\",\"reportType\":\"xml\"}"),
          Map.entry(OperationKind.REPORT_BACKUP, "{" + BY_ID + ",\"reportType\":\"html\"}"),
          Map.entry(
              OperationKind.REPORT_RSOP,
              "{\"computer\":\"pc\",\"user\":\"jane\",\"reportType\":\"xml\"}"),
          Map.entry(OperationKind.REPORT_DOMAIN, "{\"reportType\":\"infra-xml\"}"),
          Map.entry(
              OperationKind.LOAD_STARTER_GPO,
              "{" + STORE + ",\"file\":\"a.cab\",\"overwrite\":true}"),
          Map.entry(
              OperationKind.SAVE_STARTER_GPO,
              "{\"starterGpo\":\"S\","
                  + STORE
                  + ",\"file\":\"a.cab\",\"overwrite\":true,\"saveAsSystem\":true,"
                  + "\"language\":\"en\",\"author\":\"a\",\"product\":\"p\",\"uniqueId\":\"u\","
                  + "\"version\":\"1\"}"),
          Map.entry(
              OperationKind.BACKUP_STARTER_GPO,
              "{\"starterGpo\":\"S\"," + STORE + ",\"comment\":\"c\"}"),
          Map.entry(OperationKind.RESTORE_STARTER_GPO, "{" + BY_ID + "}"),
          Map.entry(
              OperationKind.COPY_STARTER_GPO, "{\"starterGpo\":\"S\",\"targetName\":\"New\"}"),
          Map.entry(
              OperationKind.REPORT_STARTER_GPO, "{\"starterGpo\":\"S\",\"reportType\":\"xml\"}"),
          Map.entry(
              OperationKind.REPORT_STARTER_GPO_BACKUP, "{" + BY_ID + ",\"reportType\":\"xml\"}"));

  /** What an operation cannot do without. */
  private static final Map<OperationKind, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry(OperationKind.BACKUP_GPO, List.of("gpo", "backupStore")),
          Map.entry(OperationKind.BACKUP_ALL_GPOS, List.of("backupStore")),
          Map.entry(OperationKind.RESTORE_GPO, List.of("backupId", "backupStore")),
          Map.entry(OperationKind.RESTORE_ALL_GPOS, List.of("backupStore")),
          Map.entry(OperationKind.IMPORT_GPO, List.of("backupId", "backupStore", "target")),
          Map.entry(OperationKind.COPY_GPO, List.of("source", "targetName")),
          Map.entry(OperationKind.REPORT_GPO, List.of("gpo", "reportType")),
          Map.entry(OperationKind.REPORT_BACKUP, List.of("backupId", "backupStore", "reportType")),
          Map.entry(OperationKind.REPORT_RSOP, List.of("computer", "reportType")),
          Map.entry(OperationKind.REPORT_DOMAIN, List.of("reportType")),
          Map.entry(OperationKind.LOAD_STARTER_GPO, List.of("backupStore", "file")),
          Map.entry(OperationKind.SAVE_STARTER_GPO, List.of("starterGpo", "backupStore", "file")),
          Map.entry(OperationKind.BACKUP_STARTER_GPO, List.of("starterGpo", "backupStore")),
          Map.entry(OperationKind.RESTORE_STARTER_GPO, List.of("backupId", "backupStore")),
          Map.entry(OperationKind.COPY_STARTER_GPO, List.of("starterGpo", "targetName")),
          Map.entry(OperationKind.REPORT_STARTER_GPO, List.of("starterGpo", "reportType")),
          Map.entry(
              OperationKind.REPORT_STARTER_GPO_BACKUP,
              List.of("backupId", "backupStore", "reportType")));

  private final Requests requests = new Requests(JSON);

  private static ObjectNode parameters(OperationKind kind) {
    return parse(Optional.ofNullable(FULL.get(kind)).orElseThrow());
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private GpmcRequest read(OperationKind kind, ObjectNode parameters) {
    ObjectFields fields =
        new ObjectFields(JSON.createObjectNode().set("parameters", parameters), "");
    Optional<GpmcRequest> request = requests.read(kind, fields);
    assertThat(catchThrowable(fields::finish)).isNull();
    return request.orElseThrow();
  }

  private List<FieldError> errors(OperationKind kind, ObjectNode parameters) {
    ObjectFields fields =
        new ObjectFields(JSON.createObjectNode().set("parameters", parameters), "");
    requests.read(kind, fields);
    InvalidFieldsException refused =
        catchThrowableOfType(InvalidFieldsException.class, fields::finish);
    assertThat(refused).as("refusal of %s with %s", kind, parameters).isNotNull();
    return refused.errors();
  }

  private void assertRefused(OperationKind kind, ObjectNode parameters, String field, String why) {
    assertThat(errors(kind, parameters))
        .anySatisfy(error -> {
          assertThat(error.field()).isEqualTo("parameters." + field);
          assertThat(error.detail()).contains(why);
        });
  }

  static Stream<Arguments> everyField() {
    return Arrays.stream(OperationKind.values())
        .flatMap(kind ->
            parameters(kind).propertyStream().map(field -> Arguments.of(kind, field.getKey())));
  }

  static Stream<Arguments> everyRequiredField() {
    return REQUIRED.entrySet().stream()
        .flatMap(it -> it.getValue().stream().map(field -> Arguments.of(it.getKey(), field)));
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationIsReadWithAllOfItsParametersAndAgainAsStored(OperationKind kind) {
    GpmcRequest request = read(kind, parameters(kind));

    assertThat(request.kind()).isEqualTo(kind);
    assertThat(requests.stored(kind, parameters(kind).toString())).isEqualTo(request);
  }

  @ParameterizedTest
  @EnumSource
  void theRequiredParametersAreEnough(OperationKind kind) {
    ObjectNode required = parameters(kind).retain(REQUIRED.getOrDefault(kind, List.of()));
    assertThat(read(kind, required).kind()).isEqualTo(kind);
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("everyRequiredField")
  void aMissingParameterIsNamed(OperationKind kind, String field) {
    ObjectNode parameters = parameters(kind);
    parameters.remove(field);
    assertRefused(kind, parameters, field, field.equals("backupId") ? "give either" : "is missing");
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("everyField")
  void aParameterOfTheWrongTypeIsNamed(OperationKind kind, String field) {
    assertRefused(kind, parameters(kind).put(field, 1), field, "not a number");
    ObjectNode array = parameters(kind);
    array.putArray(field);
    assertRefused(kind, array, field, "not an array");
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownParameterIsNamedWithTheOnesThatThereAre(OperationKind kind) {
    String known = REQUIRED.getOrDefault(kind, List.of()).getFirst();
    assertRefused(kind, parameters(kind).put("Path", "C:\\"), "Path", "is unknown");
    assertRefused(kind, parameters(kind).put("Path", "C:\\"), "Path", known);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESTORE_GPO", "IMPORT_GPO", "REPORT_BACKUP", "RESTORE_STARTER_GPO"})
  void aBackupIsNamedByItsIdOrByItsGpoAndNotByBoth(OperationKind kind) {
    String latestOf =
        switch (kind) {
          case IMPORT_GPO -> "backupGpoName";
          case RESTORE_STARTER_GPO -> "starterGpo";
          default -> "gpo";
        };
    ObjectNode latest = parameters(kind).put(latestOf, "Gpo");
    assertRefused(kind, latest, "backupId", "either backupId or " + latestOf);

    latest.remove("backupId");
    assertThat(read(kind, latest).toString()).contains("the latest backup of Gpo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"31B2F340-016D-11D2-945F-00C04FB984F9", "{31B2F340}", "", "..", "{zz}", "a name"})
  void aBackupIdIsAGuidInBraces(String id) {
    assertRefused(
        OperationKind.RESTORE_GPO,
        parameters(OperationKind.RESTORE_GPO).put("backupId", id),
        "backupId",
        id.isEmpty() ? "1 to 256" : "GUID in braces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x",
        "..\\x",
        "/etc",
        "\\\\host\\share",
        "C:",
        "C:\\x",
        "a/b",
        "a\\b",
        "a b",
        "a\n",
        "a:stream",
        "~",
        "%TEMP%",
        "$(id)",
        "é",
        ".hidden",
        "-x",
        "a\u202eb"
      })
  void aStoreIsNamedAndNeverAPath(String name) {
    assertRefused(
        OperationKind.BACKUP_GPO,
        parameters(OperationKind.BACKUP_GPO).put("backupStore", name),
        "backupStore",
        "a backup store's name has 1 to 64 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x",
        "..\\x",
        "/etc/passwd",
        "\\\\h\\s\\f",
        "C:\\x",
        "a/b",
        "a\\b",
        "a\n.cab",
        "a.cab:stream",
        "a.cab.",
        "a.cab ",
        " a",
        ".cab",
        "a*",
        "a?",
        "a\u202ebac"
      })
  void aFileIsNamedWithoutAFolder(String name) {
    assertRefused(
        OperationKind.LOAD_STARTER_GPO,
        parameters(OperationKind.LOAD_STARTER_GPO).put("file", name),
        "file",
        "without any folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "con.cab", "NUL", "aux.migtable", "COM1", "lpt9.txt"})
  void aFileIsNotNamedLikeADeviceOfWindows(String name) {
    assertRefused(
        OperationKind.LOAD_STARTER_GPO,
        parameters(OperationKind.LOAD_STARTER_GPO).put("file", name),
        "file",
        "device");
  }

  @Test
  void lengthsAreBounded() {
    OperationKind backup = OperationKind.BACKUP_GPO;
    read(backup, parameters(backup).put("gpo", "x".repeat(256)).put("comment", "c".repeat(2047)));
    assertRefused(backup, parameters(backup).put("gpo", "x".repeat(257)), "gpo", "1 to 256");
    assertRefused(backup, parameters(backup).put("gpo", "  "), "gpo", "1 to 256");
    assertRefused(backup, parameters(backup).put("comment", "c".repeat(2048)), "comment", "2047");
    assertRefused(
        backup, parameters(backup).put("backupStore", "s".repeat(65)), "backupStore", "64");
    OperationKind rsop = OperationKind.REPORT_RSOP;
    assertRefused(
        rsop, parameters(rsop).put("computer", "c".repeat(257)), "computer", "at most 256");
    assertRefused(rsop, parameters(rsop).put("user", " "), "user", "must not be blank");
  }

  @Test
  void aMigrationTableNeedsAStoreAndTableOnlyNeedsATable() {
    ObjectNode copy = parameters(OperationKind.COPY_GPO);
    copy.remove("backupStore");
    assertRefused(OperationKind.COPY_GPO, copy, "backupStore", "where the migration table is");
    ObjectNode imported = parameters(OperationKind.IMPORT_GPO);
    imported.remove("migrationTable");
    assertRefused(
        OperationKind.IMPORT_GPO, imported, "migrationTableOnly", "needs a migrationTable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pdf", "XML", "", "infra-xml", "client-health-xml"})
  void aReportAboutPolicyIsXmlOrHtml(String type) {
    assertRefused(
        OperationKind.REPORT_GPO,
        parameters(OperationKind.REPORT_GPO).put("reportType", type),
        "reportType",
        "must be one of xml, html");
  }
}
