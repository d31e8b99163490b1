package io.gpmcworker.replicas;

import io.gpmcworker.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;

/** Who reads which commands. */
final class Routing implements AutoCloseable {

  private static final String GROUP = "gpmc-worker";

  private final Admin admin;
  private final int partitions;

  Routing(String bootstrapServers, int partitions) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.partitions = partitions;
  }

  /** The name of the replica that reads the commands of an operation; empty while nobody does. */
  Optional<String> reader(String operationId) {
    TopicPartition partition =
        new TopicPartition(
            Topics.COMMANDS,
            BuiltInPartitioner.partitionForKey(
                operationId.getBytes(StandardCharsets.UTF_8), partitions));
    return members().stream()
        .filter(it -> it.assignment().topicPartitions().contains(partition))
        .map(MemberDescription::clientId)
        .findFirst();
  }

  /** Whether each of so many replicas reads some partition, and every partition is read. */
  boolean sharedBy(int replicas) {
    Collection<MemberDescription> members = members();
    return members.size() == replicas
        && members.stream().noneMatch(it -> it.assignment().topicPartitions().isEmpty())
        && members.stream().mapToInt(it -> it.assignment().topicPartitions().size()).sum()
            == partitions;
  }

  private Collection<MemberDescription> members() {
    try {
      return Objects.requireNonNull(
              admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP))
          .members();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
