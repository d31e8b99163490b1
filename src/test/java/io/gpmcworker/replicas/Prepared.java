package io.gpmcworker.replicas;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.replicas.history.Contents;
import io.gpmcworker.replicas.history.SeenEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A domain for the chaos: GPOs of which there are several backups with different content, and one
 * whose backup takes its time.
 */
final class Prepared {

  static final List<String> CHANGING =
      List.of("Startup Scripts", "Logon Scripts", "Drive Maps", "Local Administrators");
  static final String SLOW = "Scheduled Tasks";

  private static final int SLOW_FILES = 1_500;
  private static final int VERSIONS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Fleet fleet;
  private final Gpos gpos;
  private final Map<String, Contents.Prepared> backups = new TreeMap<>();
  private final Map<String, String> before = new HashMap<>();

  /** Makes the backups through the topics, while all is well. */
  Prepared(Fleet fleet, Recorder recorder) throws IOException {
    this.fleet = fleet;
    this.gpos =
        new Gpos(fleet.domain(), Stream.concat(CHANGING.stream(), Stream.of(SLOW)).toList());
    gpos.makeSlow(SLOW, SLOW_FILES);
    for (int version = 1; version <= VERSIONS; version++) {
      for (String gpo : CHANGING) {
        gpos.write(gpo, version);
        String id = backUp(recorder, gpo, "prepare-" + version + "-" + gpo.replace(' ', '-'));
        String fingerprint = Gpos.fingerprint(gpos.folder(gpo));
        if (!fingerprint.equals(stored().get(id))) {
          throw new IllegalStateException("Backup " + id + " is not what GPO " + gpo + " is");
        }
        backups.put(id, new Contents.Prepared(gpo, fingerprint));
      }
    }
    for (String gpo : Stream.concat(CHANGING.stream(), Stream.of(SLOW)).toList()) {
      before.put(gpo, Gpos.fingerprint(gpos.folder(gpo)));
    }
  }

  private static String backUp(Recorder recorder, String gpo, String id) {
    recorder.start(id, Load.backup(gpo), Map.of());
    JsonNode end =
        await("the end of " + id)
            .atMost(PATIENCE)
            .until(
                () ->
                    recorder.events().stream()
                        .filter(it -> it.operationId().equals(id) && it.isEnd())
                        .toList(),
                it -> !it.isEmpty())
            .stream()
            .map(SeenEvent::data)
            .findFirst()
            .orElseThrow();
    return end.at("/result/id").asText();
  }

  /** The backups that a restore may name. */
  List<String> backups() {
    return List.copyOf(backups.keySet());
  }

  /** What GPOs and store hold now. */
  Contents contents() throws IOException {
    Map<String, String> after = new HashMap<>();
    Map<String, Contents.Versions> versions = new HashMap<>();
    try (DomainDirectory directory = fleet.domain().connect()) {
      for (String gpo : before.keySet()) {
        Path folder = gpos.folder(gpo);
        after.put(gpo, Gpos.fingerprint(folder));
        versions.put(
            gpo,
            new Contents.Versions(
                GptIni.read(Files.readAllBytes(gptIni(folder))).version().pack(),
                directory
                    .gpos()
                    .get(new GpoName.ByDisplayName(gpo))
                    .attributes()
                    .version()
                    .pack()));
      }
    } catch (GpmcException | MalformedPolicyException e) {
      throw new IOException(e.getMessage(), e);
    }
    return new Contents(before, after, versions, backups, stored());
  }

  private static Path gptIni(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.getFileName().toString().equalsIgnoreCase(GptIni.NAME))
          .findFirst()
          .orElseThrow();
    }
  }

  private Map<String, String> stored() throws IOException {
    Map<String, String> stored = new HashMap<>();
    try (Stream<Path> folders = Files.list(fleet.backups())) {
      for (Path folder : (Iterable<Path>) folders.filter(Files::isDirectory)::iterator) {
        String name = folder.getFileName().toString();
        if (name.startsWith("{")) {
          stored.put(name, Gpos.fingerprint(folder.resolve("DomainSysvol").resolve("GPO")));
        }
      }
    }
    return stored;
  }

  /** What operations keep for themselves while they run. */
  List<String> privateFiles() throws IOException {
    Path work = fleet.domain().sysvol().resolve(fleet.domain().dnsName()).resolve("~gpmc-worker");
    return Stream.concat(
            names(fleet.backups()).stream().filter(it -> it.startsWith(".staging.")),
            names(work).stream().filter(it -> !it.equals("done")).map(it -> "~gpmc-worker/" + it))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).toList();
    }
  }
}
