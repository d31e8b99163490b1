package io.gpmcworker.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What comes out of operations, as JSON for the record and the end event. */
public final class ResultJson {

  /** A list longer than this is cut in the record; {@code total} tells how long it is. */
  public static final int LONGEST_LIST = 1_000;

  /**
   * UTF-16 units of JSON that a list may have before it is cut. Together with the messages, three
   * bytes each at worst, it fits into the largest record that a broker takes by default.
   */
  public static final int LARGEST_LIST = 240_000;

  /** The same for status messages. */
  public static final int LARGEST_MESSAGES = 60_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ResultJson() {}

  /** JSON of a result. */
  public static String of(ResultValue value) {
    return node(value).toString();
  }

  /** JSON array of status messages; empty if there are none. */
  public static Optional<String> of(List<StatusMessage> messages) {
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    ArrayNode array = JSON.arrayNode();
    fill(array, messages, ResultJson::node, LARGEST_MESSAGES);
    return Optional.of(array.toString());
  }

  private static ObjectNode node(ResultValue value) {
    return switch (value) {
      case ResultValue.Gpo gpo -> gpo(gpo).put("type", "gpo");
      case ResultValue.Gpos gpos -> list("gpos", gpos.gpos(), ResultJson::gpo);
      case ResultValue.Backup backup -> backup(backup).put("type", "backup");
      case ResultValue.Backups backups -> list("backups", backups.backups(), ResultJson::backup);
      case ResultValue.Report report ->
          JSON.objectNode()
              .put("type", "report")
              .put("reportType", report.type().wireName())
              .put("mediaType", report.type().mediaType())
              .put("characters", report.text().length());
      case ResultValue.StarterGpo gpo -> starterGpo(gpo).put("type", "starter-gpo");
      case ResultValue.StarterGpoBackup backup -> {
        ObjectNode node =
            JSON.objectNode()
                .put("type", "starter-gpo-backup")
                .put("id", GpoName.braced(backup.id()))
                .put("backupStore", backup.backupStore().value());
        node.set("starterGpo", starterGpo(backup.starterGpo()));
        yield node;
      }
    };
  }

  private static ObjectNode gpo(ResultValue.Gpo gpo) {
    return JSON.objectNode()
        .put("id", GpoName.braced(gpo.id()))
        .put("displayName", gpo.displayName())
        .put("domain", gpo.domain());
  }

  private static ObjectNode starterGpo(ResultValue.StarterGpo gpo) {
    return JSON.objectNode()
        .put("id", GpoName.braced(gpo.id()))
        .put("displayName", gpo.displayName())
        .put("domain", gpo.domain());
  }

  private static ObjectNode backup(ResultValue.Backup backup) {
    ObjectNode node =
        JSON.objectNode()
            .put("id", GpoName.braced(backup.id()))
            .put("backupStore", backup.backupStore().value())
            .put("time", backup.time().toString())
            .put("comment", backup.comment())
            .put("files", backup.files())
            .put("bytes", backup.bytes());
    node.set("gpo", gpo(backup.gpo()));
    return node;
  }

  private static <T> ObjectNode list(String type, List<T> values, Function<T, ObjectNode> element) {
    ObjectNode node = JSON.objectNode().put("type", type).put("total", values.size());
    fill(node.putArray(type), values, element, LARGEST_LIST);
    return node;
  }

  private static <T> void fill(
      ArrayNode array, List<T> values, Function<T, ObjectNode> element, int largest) {
    int room = largest;
    for (T value : values) {
      ObjectNode node = element.apply(value);
      room -= node.toString().length();
      if (room < 0 || array.size() == LONGEST_LIST) {
        return;
      }
      array.add(node);
    }
  }

  private static ObjectNode node(StatusMessage message) {
    ObjectNode node = JSON.objectNode();
    put(node, "objectPath", message.objectPath());
    status(node, "errorCode", message.errorCode());
    put(node, "extensionName", message.extensionName());
    put(node, "settingsName", message.settingsName());
    status(node, "operationCode", message.operationCode());
    put(node, "message", message.message());
    return node;
  }

  private static void put(ObjectNode node, String field, String text) {
    if (!text.isEmpty()) {
      node.put(field, text);
    }
  }

  private static void status(ObjectNode node, String field, HResult status) {
    node.put(field, status.hex());
  }
}
