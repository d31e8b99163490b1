package io.gpmcworker.replicas.history;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of a run from outside: what was sent, what was heard, what was left.
 *
 * @param events in the order of the topic within each partition; what comes twice is there twice
 */
public record History(
    List<SentCommand> commands,
    List<SeenEvent> events,
    List<StoredOperation> operations,
    Remains remains,
    Contents contents) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  /** Writes it into a folder, a line for each command and each event, so that people can read it. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    writeLines(folder.resolve("commands.jsonl"), commands);
    writeLines(folder.resolve("events.jsonl"), events);
    writeLines(folder.resolve("operations.jsonl"), operations);
    JSON.writeValue(folder.resolve("remains.json").toFile(), remains);
    JSON.writeValue(folder.resolve("contents.json").toFile(), contents);
  }

  /** Reads what {@link #write} wrote. */
  public static History read(Path folder) throws IOException {
    return new History(
        readLines(folder.resolve("commands.jsonl"), SentCommand.class),
        readLines(folder.resolve("events.jsonl"), SeenEvent.class),
        readLines(folder.resolve("operations.jsonl"), StoredOperation.class),
        JSON.readValue(folder.resolve("remains.json").toFile(), Remains.class),
        JSON.readValue(folder.resolve("contents.json").toFile(), Contents.class));
  }

  private static void writeLines(Path file, List<?> values) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Object value : values) {
      lines.add(JSON.writeValueAsString(value));
    }
    Files.write(file, lines);
  }

  private static <T> List<T> readLines(Path file, Class<T> type) throws IOException {
    List<T> values = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      values.add(JSON.readValue(line, type));
    }
    return values;
  }
}
