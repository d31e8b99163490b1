package io.gpmcworker.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in a JVM of its own: one node that is broker and controller (KRaft), from the
 * Maven artifact, on loopback only.
 */
public final class LocalBroker implements Broker {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final Installation installation;
  private final DataFolder data;
  private final int port;
  private @Nullable ChildProcess process;

  private LocalBroker(Installation installation, DataFolder data, int port) {
    this.installation = installation;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts a broker on the {@code kafka} folder of the data folder, new or used before.
   *
   * @param port 0 for a free one
   * @throws SurroundingsException when the port is taken or the broker does not come up
   */
  public static LocalBroker start(Installation installation, DataFolder data, int port) {
    LocalBroker broker =
        new LocalBroker(installation, data, Ports.choose(port, "the Kafka broker"));
    broker.restart();
    return broker;
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** What the broker writes. */
  public Path log() {
    return data.log("kafka");
  }

  @Override
  public synchronized void restart() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("The broker is running");
    }
    try {
      Path properties = writeProperties();
      if (!Files.exists(logFolder().resolve("meta.properties"))) {
        format(properties);
      }
      ChildProcess started =
          run("The Kafka broker", serverOptions(), "kafka.Kafka", properties.toString());
      process = started;
      started.awaitReady(() -> Ports.answers(port), READY_WITHIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.stop(STOP_WITHIN);
    }
  }

  private Path logFolder() {
    return data.resolve("kafka");
  }

  /**
   * Kafka formats into the folder itself; half a format is one without meta.properties, the last.
   */
  private void format(Path properties) {
    ChildProcess tool =
        run(
            "The formatting of the Kafka broker's folder",
            List.of("-XX:TieredStopAtLevel=1"),
            "kafka.tools.StorageTool",
            "format",
            "--ignore-formatted",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            properties.toString());
    if (tool.awaitEnd(READY_WITHIN) != 0) {
      throw tool.failure("The Kafka broker's folder " + logFolder() + " could not be formatted.");
    }
  }

  /**
   * With an archive of its loaded classes, which the JVM keeps up to date, it starts twice as fast.
   */
  private List<String> serverOptions() {
    return List.of(
        "-Xms96m",
        "-Xmx320m",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + installation.work().resolve("broker.jsa"));
  }

  private ChildProcess run(
      String name, List<String> options, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(installation.java().toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss,SSS",
            "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn",
            "-cp",
            installation.brokerClassPath(),
            mainClass));
    command.addAll(List.of(arguments));
    return ChildProcess.start(name, command, Map.of(), data.path(), log());
  }

  /**
   * One node, no waiting for others. The short session lets a killed broker register again after
   * three seconds instead of nine.
   */
  private Path writeProperties() throws IOException {
    int controllerPort = Ports.free();
    Path file = data.resolve("kafka.properties");
    Files.writeString(
        file,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        broker.session.timeout.ms=3000
        broker.heartbeat.interval.ms=500
        group.initial.rebalance.delay.ms=0
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        log.cleaner.dedupe.buffer.size=2097152
        """
            .formatted(port, controllerPort, escaped(logFolder())));
    return file;
  }

  /** A path as the value of a property: a backslash starts an escape there. */
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\");
  }
}
