// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flink's own promise, kept on this kit's broker and cluster: the ground for all other tests. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class ExactlyOnceITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int KEYS = 10;
    private static final int BATCH = 1000;

    @Test
    void shouldLoseAndRepeatNothingWhenJobManagerAndTaskManagersEnd(
            KafkaBroker broker, LocalCluster cluster) throws Exception {
        broker.createTopic("exactly-once-in", 2);
        broker.createTopic("exactly-once-out", 2);
        LocalJob job =
                cluster.submit(
                        CountingJob.describe(
                                broker.bootstrapServers(), "exactly-once-in", "exactly-once-out"));
        job.awaitRunning(DEADLINE);

        produceBatch(broker);
        job.awaitCheckpoints(1, DEADLINE);
        produceBatch(broker);
        cluster.restartJobManager(() -> produceBatch(broker));
        job.awaitRunning(DEADLINE);
        produceBatch(broker);
        job.awaitCheckpoints(1, DEADLINE);
        produceBatch(broker);
        cluster.endTaskManager(0);
        cluster.startTaskManager();
        cluster.endTaskManager(0);
        Await.until("job restarted", DEADLINE, () -> job.restarts() > 0);
        job.awaitRunning(DEADLINE);
        produceBatch(broker);

        List<String> expected = CountingJob.expected(KEYS, 6 * BATCH / KEYS);
        Await.until(
                "all output committed",
                DEADLINE,
                () -> committed(broker).size() >= expected.size());
        job.awaitCheckpoints(2, DEADLINE);
        assertThat(committed(broker)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(job.failureCause()).isPresent();
    }

    private static void produceBatch(KafkaBroker broker) {
        List<ProducerRecord<byte[], byte[]>> records =
                IntStream.range(0, BATCH)
                        .mapToObj(i -> ("key" + i % KEYS).getBytes(UTF_8))
                        .map(key -> new ProducerRecord<>("exactly-once-in", key, key))
                        .toList();
        KafkaRecords.produce(broker.bootstrapServers(), records);
    }

    private static List<String> committed(KafkaBroker broker) {
        return KafkaRecords.read(
                        broker.bootstrapServers(),
                        "exactly-once-out",
                        IsolationLevel.READ_COMMITTED,
                        DEADLINE)
                .stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
