// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple1;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class DecodedSerializerTest {
    private static final TypeSerializer<Decoded<String>> STRINGS =
            new DecodedSerializer<>(StringSerializer.INSTANCE);
    private static final List<Decoded<String>> BOTH =
            List.of(Decoded.value("größe"), Decoded.deadLetter(Letters.unreadable()));

    @Test
    void shouldReadWhatItWrote() throws Exception {
        assertThat(read(STRINGS, write(STRINGS, BOTH))).isEqualTo(BOTH);
    }

    /** What version 1 has written into somebody's checkpoint. */
    @Test
    void shouldKeepReadingTheBytesOfVersion1() throws Exception {
        byte[] golden = resource("decoded-v1.bin");

        assertThat(read(STRINGS, golden)).isEqualTo(BOTH);
        assertThat(write(STRINGS, BOTH)).isEqualTo(golden);
    }

    /** The description of the serializer that version 1 has written there, too. */
    @Test
    void shouldRestoreFromTheSnapshotOfVersion1() throws Exception {
        TypeSerializerSnapshot<Decoded<String>> snapshot =
                readSnapshot(resource("decoded-snapshot-v1.bin"));

        assertThat(snapshot.restoreSerializer()).isEqualTo(STRINGS);
        assertThat(
                        STRINGS.snapshotConfiguration()
                                .resolveSchemaCompatibility(snapshot)
                                .isCompatibleAsIs())
                .isTrue();
        assertThat(writeSnapshot(STRINGS)).isEqualTo(resource("decoded-snapshot-v1.bin"));
    }

    @Test
    void shouldRefuseStateOfOtherValues() throws Exception {
        TypeSerializerSnapshot<Decoded<Integer>> numbers =
                readSnapshot(writeSnapshot(new DecodedSerializer<>(IntSerializer.INSTANCE)));

        @SuppressWarnings({"unchecked", "rawtypes"}) // the mistake under test
        boolean incompatible =
                ((TypeSerializerSnapshot) STRINGS.snapshotConfiguration())
                        .resolveSchemaCompatibility(numbers)
                        .isIncompatible();

        assertThat(incompatible).isTrue();
    }

    @Test
    void shouldCopyMutableValuesOnly() {
        TypeSerializer<Decoded<Tuple1<String>>> tuples =
                new DecodedTypeInfo<>(Types.<Tuple1<String>>TUPLE(Types.STRING))
                        .createSerializer(new SerializerConfigImpl());
        Decoded<Tuple1<String>> original = Decoded.value(Tuple1.of("before"));

        Decoded<Tuple1<String>> copy = tuples.copy(original);
        original.value().orElseThrow().f0 = "after";

        assertThat(copy).isEqualTo(Decoded.value(Tuple1.of("before")));
        assertThat(tuples.isImmutableType()).isFalse();
        assertThat(STRINGS.isImmutableType()).isTrue();
        for (Decoded<String> each : BOTH) {
            assertThat(STRINGS.copy(each)).isSameAs(each);
        }
    }

    @Test
    void shouldCopyFromStreamToStream() throws Exception {
        byte[] bytes = write(STRINGS, BOTH);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        DataOutputSerializer out = new DataOutputSerializer(16);

        while (in.available() > 0) {
            STRINGS.copy(in, out);
        }

        assertThat(out.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void shouldDuplicateToItselfWhenTheValuesSerializerDoes() {
        TypeSerializer<Decoded<Tuple1<Object>>> stateful =
                new DecodedTypeInfo<>(Types.<Tuple1<Object>>TUPLE(Types.GENERIC(Object.class)))
                        .createSerializer(new SerializerConfigImpl());

        assertThat(STRINGS.duplicate()).isSameAs(STRINGS);
        assertThat(stateful.duplicate()).isNotSameAs(stateful).isEqualTo(stateful);
    }

    /** Kryo, for one, makes no instances of interfaces. */
    @Test
    void shouldMakeAnInstanceWhenTheValuesSerializerMakesNone() {
        TypeSerializer<Decoded<CharSequence>> interfaces =
                new DecodedTypeInfo<>(Types.GENERIC(CharSequence.class))
                        .createSerializer(new SerializerConfigImpl());

        assertThat(interfaces.createInstance()).isNotNull();
    }

    @Test
    void shouldSayWhatIsWrongWhenTheFirstByteIsDamaged() {
        byte[] damaged = {2, 0};

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(STRINGS, damaged))
                .withMessageContaining("begins with 2");
    }

    @Test
    void shouldThrowNothingButIOExceptionsWhenTheEndIsMissing() throws Exception {
        for (Decoded<String> each : BOTH) {
            byte[] bytes = write(STRINGS, List.of(each));
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatExceptionOfType(IOException.class)
                        .as("first %d bytes of %s", length, each)
                        .isThrownBy(() -> STRINGS.deserialize(new DataInputDeserializer(cut)));
            }
        }
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, List<T> values)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        for (T value : values) {
            serializer.serialize(value, out);
        }
        return out.getCopyOfBuffer();
    }

    private static <T> List<T> read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        List<T> values = new ArrayList<>();
        while (in.available() > 0) {
            values.add(serializer.deserialize(in));
        }
        return values;
    }

    private static byte[] writeSnapshot(TypeSerializer<?> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        return out.getCopyOfBuffer();
    }

    private static <T> TypeSerializerSnapshot<T> readSnapshot(byte[] bytes) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(bytes), DecodedSerializerTest.class.getClassLoader());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = DecodedSerializerTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
