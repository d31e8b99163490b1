package io.gpmcworker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.command.MalformedRecords.Misfortune;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bad commands among good ones, from the topic to the topics. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class MalformedCommandsTest {

  private static final Logger LOG = Logger.getLogger(MalformedCommandsTest.class);
  private static final int BAD = 1_000;
  private static final int GOOD = 200;
  private static final int LARGEST = 4;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  /** Where a record is on the command topic. */
  private record Place(int partition, long offset) {}

  @Test
  void everyBadCommandIsAnsweredAndSetAsideOnceAndEveryGoodOneIsDone() {
    long seed = Long.getLong("gpmc.seed", new Random().nextLong());
    LOG.infof("Malformed commands from seed %d; again with -Dgpmc.seed=%d", seed, seed);
    Random random = new Random(seed);
    List<String> good = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(bad(random.nextLong()));
    for (int n = 0; n < GOOD; n++) {
      good.add("good-" + seed + "-" + n);
      records.add(good(good.getLast()));
    }
    Collections.shuffle(records, random);

    try (Topics topics = new Topics(bootstrapServers)) {
      Map<Place, ProducerRecord<byte[], byte[]>> bad = new HashMap<>();
      List<RecordMetadata> places = topics.sendAll(records);
      for (int n = 0; n < records.size(); n++) {
        if (!key(records.get(n)).startsWith("good-")) {
          bad.put(new Place(places.get(n).partition(), places.get(n).offset()), records.get(n));
        }
      }
      assertThat(bad).hasSize(BAD);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            assertNoneMissing(bad, rejected(topics).keySet(), "answered");
            assertNoneMissing(bad, deadLetters(topics).keySet(), "set aside");
          });

      good.forEach(
          id -> assertThat(topics.awaitEnd(id).getLast().type()).isEqualTo("operation.succeeded"));
      Map<Place, List<ReceivedEvent>> answers = rejected(topics);
      Map<Place, List<ConsumerRecord<byte[], byte[]>>> letters = deadLetters(topics);
      bad.forEach((place, record) -> {
        List<ReceivedEvent> answer = answers.getOrDefault(place, List.of());
        assertThat(answer).as("answers to %s", describe(record)).hasSize(1);
        assertAnswered(answer.getFirst());
        List<ConsumerRecord<byte[], byte[]>> letter = letters.getOrDefault(place, List.of());
        assertThat(letter).as("letters of %s", describe(record)).hasSize(1);
        assertSetAside(record, letter.getFirst());
      });
      String last = "good-" + seed + "-last";
      topics.startBackup(last, last);
      assertThat(topics.awaitEnd(last).getLast().type()).isEqualTo("operation.succeeded");
    }
  }

  private static void assertNoneMissing(
      Map<Place, ProducerRecord<byte[], byte[]>> bad, Set<Place> seen, String what) {
    assertThat(bad.entrySet().stream().filter(it -> !seen.contains(it.getKey())).limit(10))
        .extracting(it -> describe(it.getValue()))
        .as("not " + what)
        .isEmpty();
  }

  private static List<ProducerRecord<byte[], byte[]>> bad(long seed) {
    MalformedRecords malformed = new MalformedRecords(seed);
    List<Misfortune> many =
        Arrays.stream(Misfortune.values())
            .filter(it -> it != Misfortune.AS_LARGE_AS_A_RECORD_CAN_BE && it != Misfortune.HUGE)
            .toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int n = 0; n < LARGEST; n++) {
      records.add(malformed.make(Misfortune.AS_LARGE_AS_A_RECORD_CAN_BE));
      records.add(malformed.make(Misfortune.HUGE));
    }
    while (records.size() < BAD) {
      records.add(malformed.make(many.get(records.size() % many.size())));
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> good(String id) {
    List<Header> headers =
        Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                "command-of-" + id,
                "ce_source",
                "/tests",
                "ce_type",
                CommandDecoder.START,
                "ce_subject",
                id,
                "content-type",
                "application/json")
            .entrySet()
            .stream()
            .<Header>map(it -> new RecordHeader(it.getKey(), utf8(it.getValue())))
            .toList();
    return new ProducerRecord<>(Topics.COMMANDS, null, utf8(id), utf8(Topics.backup(id)), headers);
  }

  private static void assertAnswered(ReceivedEvent answer) {
    assertThat(answer.sequence()).isZero();
    assertThat(answer.data().at("/error/type").textValue())
        .startsWith("urn:io:gpmcworker:problem:");
    assertThat(answer.data().at("/error/title").textValue()).isNotBlank();
    assertThat(answer.data().at("/error/detail").textValue()).isNotBlank();
    assertThat(answer.data().at("/error/retryable").booleanValue()).isFalse();
    assertThat(answer.key().orElse("")).isEqualTo(answer.subject());
  }

  private static void assertSetAside(
      ProducerRecord<byte[], byte[]> record, ConsumerRecord<byte[], byte[]> letter) {
    List<Header> expected =
        Stream.of(record.headers().toArray()).filter(it -> it.value() != null).toList();
    assertThat(Arrays.copyOf(letter.headers().toArray(), expected.size()))
        .as(describe(record))
        .containsExactlyElementsOf(expected);
    assertThat(text(letter.headers(), "dead-letter-reason")).isNotBlank();
    assertThat(text(letter.headers(), "dead-letter-topic")).isEqualTo(Topics.COMMANDS);
    assertThat(letter.key()).as(describe(record)).isEqualTo(record.key());
    if (record.value() != null && record.value().length > 1_000_000) {
      assertThat(letter.value()).isNull();
      assertThat(text(letter.headers(), "dead-letter-left-out-bytes"))
          .isEqualTo(Integer.toString(record.value().length));
    } else {
      assertThat(letter.value()).as(describe(record)).isEqualTo(record.value());
      assertThat(letter.headers().lastHeader("dead-letter-left-out-bytes")).isNull();
    }
  }

  private static Map<Place, List<ReceivedEvent>> rejected(Topics topics) {
    return by(
        topics.all().stream().filter(it -> it.type().equals("command.rejected")),
        it ->
            new Place(it.data().get("partition").intValue(), it.data().get("offset").longValue()));
  }

  private static Map<Place, List<ConsumerRecord<byte[], byte[]>>> deadLetters(Topics topics) {
    return by(
        topics.deadLetters().stream(),
        it ->
            new Place(
                Integer.parseInt(text(it.headers(), "dead-letter-partition")),
                Long.parseLong(text(it.headers(), "dead-letter-offset"))));
  }

  private static <T> Map<Place, List<T>> by(Stream<T> values, Function<T, Place> place) {
    return values.collect(Collectors.groupingBy(place));
  }

  private static String describe(ProducerRecord<byte[], byte[]> record) {
    return "the record with key '%s', headers %s and value %s"
        .formatted(
            key(record),
            Stream.of(record.headers().toArray())
                .map(it -> it.key() + "=" + shown(it.value()))
                .toList(),
            shown(record.value()));
  }

  private static String shown(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "null";
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), 100));
  }

  private static String key(ProducerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
