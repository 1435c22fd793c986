// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/** What the topics have in the end. */
record Evidence(
        long accepted,
        List<ConsumerRecord<byte[], byte[]>> events,
        List<ConsumerRecord<byte[], byte[]>> receipts,
        List<ConsumerRecord<byte[], byte[]>> deadLetters) {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    static Evidence read(String kafka, long accepted) {
        return new Evidence(
                accepted,
                read(kafka, EventJob.EVENTS),
                read(kafka, EventJob.RECEIPTS),
                read(kafka, EventJob.DEAD_LETTERS));
    }

    void check() {
        List<String> in = events.stream().map(Event::id).sorted().toList();
        List<String> out = new java.util.ArrayList<>();
        receipts.forEach(r -> out.add(Event.id(r)));
        deadLetters.forEach(r -> out.add(Event.id(r)));
        java.util.Collections.sort(out);
        System.out.println(
                "in " + in.size() + " out " + receipts.size() + " dead " + deadLetters.size());
        assertThat(out.equals(in)).isTrue();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String kafka, String topic) {
        return KafkaRecords.read(kafka, topic, IsolationLevel.READ_COMMITTED, DEADLINE);
    }
}
