// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void shouldGiveBackWhatWasWrittenWhenStartedAgainAfterKill() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory)) {
            broker.createTopic("orders", 3);
            KafkaRecords.produce(broker.bootstrapServers(), records("orders", 1000));
            broker.kill();
            assertGone(broker.pid());
        }
        try (KafkaBroker again = KafkaBroker.start(directory)) {
            assertThat(values(again, "orders"))
                    .containsExactlyInAnyOrderElementsOf(values(records("orders", 1000)));
        }
    }

    @Test
    void shouldLeaveNoProcessWhenClosed() throws Exception {
        KafkaBroker broker = KafkaBroker.start(directory);
        broker.close();
        assertGone(broker.pid());
        broker.close();
    }

    @Test
    void shouldEndWhenItsParentIsKilled() throws Exception {
        Process parent = BrokerOwner.launch(directory);
        long broker = BrokerOwner.awaitBroker(parent);
        assertThat(ProcessHandle.of(broker)).get().matches(ProcessHandle::isAlive);

        parent.destroyForcibly();

        assertGone(broker);
    }

    @Test
    void shouldSayWhyWhenItCannotStart() {
        assertThatThrownBy(
                        () -> KafkaBroker.start(directory, Map.of("num.network.threads", "many")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("num.network.threads");
    }

    private static void assertGone(long pid) {
        Await.until(
                "process " + pid + " gone",
                DEADLINE,
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new ProducerRecord<byte[], byte[]>(
                                        topic, null, ("value " + i).getBytes(UTF_8)))
                .toList();
    }

    private static List<String> values(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    private static List<String> values(KafkaBroker broker, String topic) {
        return KafkaRecords.read(
                        broker.bootstrapServers(), topic, IsolationLevel.READ_COMMITTED, DEADLINE)
                .stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
