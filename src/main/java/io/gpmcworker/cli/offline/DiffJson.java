package io.gpmcworker.cli.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.report.diff.SettingChange;
import io.gpmcworker.policy.report.diff.SettingChange.ValueChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Differences for programs: one object, described in docs/offline.md. */
final class DiffJson {

  private DiffJson() {}

  static void print(
      PrintWriter out, BackupInst before, BackupInst after, List<SettingChange> changes)
      throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      backup(json, "before", before);
      backup(json, "after", after);
      json.writeArrayFieldStart("changes");
      for (SettingChange change : changes) {
        change(json, change);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println();
  }

  private static void backup(JsonGenerator json, String name, BackupInst inst) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("id", Guids.braced(inst.id()));
    json.writeStringField("gpo", Guids.braced(inst.gpoGuid()));
    json.writeStringField("displayName", inst.gpoDisplayName());
    json.writeStringField("domain", inst.gpoDomain());
    if (inst.backupTime().isPresent()) {
      json.writeStringField("time", inst.backupTime().get().toString());
    }
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, SettingChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", change.kind().name().toLowerCase(Locale.ROOT));
    texts(json, "place", change.place());
    json.writeStringField("setting", change.setting());
    json.writeArrayFieldStart("values");
    for (ValueChange value : change.values()) {
      json.writeStartObject();
      json.writeStringField("name", value.name());
      texts(json, "before", value.before());
      texts(json, "after", value.after());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
