// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.kafka.KafkaDeadLetters;
import io.github.flinkresilience.kafka.MalformedDeadLetterException;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/** Dead letters that a test looks at, from a topic or from anywhere else. An immutable value. */
public final class DeadLetterQueue {

    private final List<Entry> entries;

    private record Entry(DeadLetter letter, String line, long position) {

        Sighting sighting(String id) {
            return new Sighting(
                    id,
                    KafkaSightings.text(bytes(letter.key())),
                    letter.payload().bytes(),
                    line,
                    position);
        }

        @Nullable
        private static byte[] bytes(@Nullable Payload payload) {
            return payload == null ? null : payload.bytes();
        }
    }

    private DeadLetterQueue(List<Entry> entries) {
        this.entries = entries;
    }

    /** Dead letters in the given order. */
    public static DeadLetterQueue of(DeadLetter... letters) {
        return of(List.of(letters));
    }

    /** Dead letters in the given order. */
    public static DeadLetterQueue of(Collection<DeadLetter> letters) {
        List<Entry> entries = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            entries.add(new Entry(letter, "queue", entries.size()));
        }
        return new DeadLetterQueue(entries);
    }

    /**
     * Reads the committed dead letters of a topic, from its beginning to the end that it has now;
     * blocks.
     *
     * @throws MalformedDeadLetterException if a record is no dead letter of this library
     * @throws AssertionError if the deadline passes first
     */
    public static DeadLetterQueue read(String bootstrapServers, String topic, Duration deadline)
            throws MalformedDeadLetterException {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                KafkaRecords.read(
                        bootstrapServers, topic, IsolationLevel.READ_COMMITTED, deadline)) {
            entries.add(
                    new Entry(
                            KafkaDeadLetters.read(record),
                            record.topic() + "-" + record.partition(),
                            record.offset()));
        }
        return new DeadLetterQueue(entries);
    }

    /** The dead letters, in order where they have one. */
    public List<DeadLetter> letters() {
        return entries.stream().map(Entry::letter).toList();
    }

    /** How many there are. */
    public int size() {
        return entries.size();
    }

    /** Those that fulfil a condition, in the same order. */
    public DeadLetterQueue filter(Predicate<? super DeadLetter> condition) {
        return new DeadLetterQueue(
                entries.stream().filter(entry -> condition.test(entry.letter())).toList());
    }

    /**
     * The original records as sightings in this queue: their keys and payloads, their origins, such
     * as {@code orders-0@17}, for ids. The ids of {@link KafkaSightings#place} are the same.
     */
    public List<Sighting> sightings() {
        return sightings(letter -> letter.origin().toString());
    }

    /**
     * The original records as sightings in this queue, with their keys and payloads.
     *
     * @param id tells the id of the original record; the same as the source's function tells
     */
    public List<Sighting> sightings(Function<? super DeadLetter, String> id) {
        return entries.stream().map(entry -> entry.sighting(id.apply(entry.letter()))).toList();
    }

    @Override
    public String toString() {
        return size() + (size() == 1 ? " dead letter" : " dead letters");
    }
}
