// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class DeadLetterSerializerTest {
    private static final DeadLetterSerializer SERIALIZER = DeadLetterSerializer.INSTANCE;
    private static final List<DeadLetter> GOLDEN =
            List.of(GoldenDeadLetters.record(), GoldenDeadLetters.timer());

    @Test
    void shouldReadWhatItWrote() throws Exception {
        RandomDeadLetters letters = new RandomDeadLetters(42, 100);
        for (int i = 0; i < 1_000; i++) {
            DeadLetter letter = letters.next();

            assertThat(read(write(letter))).isEqualTo(letter);
        }
    }

    @Test
    void shouldReadPayloadsThatAreLongerThanOneChunk() throws Exception {
        DeadLetter large =
                GoldenDeadLetters.record().withPayload(Payload.raw(new byte[(1 << 16) * 5 + 1]));

        assertThat(read(write(large))).isEqualTo(large);
    }

    /** What version 1 has written into somebody's checkpoint. */
    @Test
    void shouldKeepReadingTheBytesOfVersion1() throws Exception {
        byte[] golden = resource("dead-letters-v1.bin");
        DataInputDeserializer in = new DataInputDeserializer(golden);

        assertThat(List.of(SERIALIZER.deserialize(in), SERIALIZER.deserialize(in)))
                .isEqualTo(GOLDEN);
        assertThat(in.available()).isZero();
        assertThat(write(GOLDEN.toArray(DeadLetter[]::new))).isEqualTo(golden);
    }

    /** The description of the serializer that version 1 has written there, too. */
    @Test
    void shouldRestoreFromTheSnapshotOfVersion1() throws Exception {
        byte[] golden = resource("dead-letters-snapshot-v1.bin");
        TypeSerializerSnapshot<DeadLetter> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(golden), getClass().getClassLoader());
        DataOutputSerializer now = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(now, SERIALIZER.snapshotConfiguration());

        assertThat(snapshot.restoreSerializer()).isEqualTo(SERIALIZER);
        assertThat(
                        SERIALIZER
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(snapshot)
                                .isCompatibleAsIs())
                .isTrue();
        assertThat(now.getCopyOfBuffer()).isEqualTo(golden);
    }

    @Test
    void shouldSayWhichVersionItDoesNotKnow() throws Exception {
        byte[] later = write(GoldenDeadLetters.timer());
        later[0] = 2;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(later))
                .withMessageContaining("has format version 2; this release reads version 1");
    }

    /** T35, part one. */
    @Test
    void shouldMissTheEndWhereverItIsCutOff() throws Exception {
        for (DeadLetter letter : GOLDEN) {
            byte[] whole = write(letter);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);

                assertThatExceptionOfType(EOFException.class)
                        .as("%d of %d bytes", length, whole.length)
                        .isThrownBy(() -> read(cut));
            }
        }
    }

    /** T35, part two: no other exception, and no memory for lengths that are made up. */
    @Test
    void shouldThrowNothingButIOExceptionsWhenBytesAreDamaged() {
        Random random = new Random(42);
        RandomDeadLetters letters = new RandomDeadLetters(43, 40);
        long refused =
                Stream.generate(letters::next)
                        .limit(10_000)
                        .filter(letter -> !readsDamaged(letter, random))
                        .count();

        assertThat(refused).isBetween(2_000L, 8_000L);
    }

    private static boolean readsDamaged(DeadLetter letter, Random random) {
        try {
            byte[] bytes = write(letter);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return read(bytes) != null;
        } catch (IOException damaged) {
            return false;
        }
    }

    /** T35, part three: the largest lengths there are. */
    @Test
    void shouldTakeNoMemoryForALengthThatTheInputDoesNotHave() throws Exception {
        byte[] bytes = write(GoldenDeadLetters.record());
        for (int at = 1; at < bytes.length - 4; at++) {
            byte[] huge = bytes.clone();
            huge[at] = 0x7f;
            Arrays.fill(huge, at + 1, at + 4, (byte) 0xff);
            try {
                read(huge);
            } catch (IOException damaged) {
                assertThat(damaged.getMessage())
                        .as("at %d", at)
                        .satisfiesAnyOf(
                                message -> assertThat(message).isNull(),
                                message -> assertThat(message).contains("damaged dead letter"));
            }
        }
    }

    @Test
    void shouldCopyFromStreamToStream() throws Exception {
        byte[] bytes = write(GoldenDeadLetters.record());
        DataOutputSerializer copy = new DataOutputSerializer(64);

        SERIALIZER.copy(new DataInputDeserializer(bytes), copy);

        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void shouldTreatDeadLettersAsTheValuesThatTheyAre() throws Exception {
        DeadLetter letter = GoldenDeadLetters.record();

        assertThat(SERIALIZER.isImmutableType()).isTrue();
        assertThat(SERIALIZER.copy(letter)).isSameAs(letter);
        assertThat(SERIALIZER.createInstance()).isNotNull();
        assertThat(InstantiationUtil.clone(letter)).isEqualTo(letter).hasSameHashCodeAs(letter);
    }

    @Test
    void shouldBeFoundByFlinkWithoutHelp() {
        TypeInformation<DeadLetter> found = TypeInformation.of(DeadLetter.class);

        assertThat(found).isEqualTo(DeadLetterTypeInfo.INSTANCE);
        assertThat(found.createSerializer(new SerializerConfigImpl())).isSameAs(SERIALIZER);
    }

    private static byte[] write(DeadLetter... letters) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        for (DeadLetter letter : letters) {
            SERIALIZER.serialize(letter, out);
        }
        return out.getCopyOfBuffer();
    }

    private static DeadLetter read(byte[] bytes) throws IOException {
        return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DeadLetterSerializerTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
