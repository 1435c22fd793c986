// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkresilience.deserialization.Schemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.util.Collector;

/** Deserializers as users have them, and messages that each of them can read. */
enum RealSchema {
    /** Objects of known fields, by Jackson. */
    JSON_OBJECT(
            Schemas.text(message -> Json.MAPPER.readValue(message, Order.class).toString()),
            "{\"id\":\"order-1\",\"amount\":12,\"lines\":[\"a\",\"b\"]}",
            "{\"id\":\"größe\",\"amount\":-9223372036854775808,\"lines\":[]}"),

    /** A tree of fields, where code that uses it throws what it likes. */
    JSON_TREE(
            Schemas.text(
                    message -> {
                        var tree = Json.MAPPER.readTree(message);
                        return tree.required("id").textValue().trim() + tree.get("lines").get(0);
                    }),
            "{\"id\":\" order-1 \",\"lines\":[\"a\"]}",
            "{\"id\":\"order-2\",\"lines\":[{}]}"),

    /** Objects of their own type without end, and no limit to how deep. */
    JSON_NESTED(
            Schemas.returning(
                    Types.STRING,
                    message -> "depth " + Json.UNLIMITED.readValue(message, Nested.class).depth()),
            "{\"child\":{\"child\":{\"child\":null}}}",
            "{}"),

    /** A tree in binary: one byte of children, then each of them. */
    BINARY_TREE(
            Schemas.text(message -> "nodes " + nodes(ByteBuffer.wrap(message))), "\2\0\1\0", "\0"),

    /** Strings with their lengths before them, emitted one by one. */
    BINARY_LIST(
            Schemas.collecting(Types.STRING, RealSchema::list),
            "\0\0\0\1a\0\0\0\3\u0101b",
            "\0\0\0\0"),

    /** Text that has to be UTF-8. */
    STRICT_TEXT(
            Schemas.text(
                    message ->
                            UTF_8.newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .decode(ByteBuffer.wrap(message))
                                    .toString()),
            "größe",
            "\ud83d\ude00 order"),

    /** Text that may be anything: never fails, but for tombstones. */
    LENIENT_TEXT(new SimpleStringSchema(), "größe"),

    /** A number, which returns null where it is none. */
    DECIMAL(
            Schemas.text(message -> new String(message, UTF_8).matches("-?\\d+") ? "number" : null),
            "12",
            "-9223372036854775808"),

    /** Flink's own serializer. */
    FLINK_LONG(
            Schemas.text(
                    message ->
                            LongSerializer.INSTANCE
                                    .deserialize(new DataInputDeserializer(message))
                                    .toString()),
            "12345678",
            "\0\0\0\0\0\0\0\1");

    private final DeserializationSchema<String> schema;
    private final List<byte[]> valid;

    RealSchema(DeserializationSchema<String> schema, String... valid) {
        this.schema = schema;
        this.valid = Arrays.stream(valid).map(text -> text.getBytes(UTF_8)).toList();
    }

    DeserializationSchema<String> schema() {
        return schema;
    }

    List<byte[]> valid() {
        return valid;
    }

    /** A message that is nested as deep as asked for, for those that know nesting. */
    byte[] nested(int depth) {
        return switch (this) {
            case BINARY_TREE -> ("\1".repeat(depth) + "\0").getBytes(UTF_8);
            case JSON_OBJECT, JSON_TREE -> ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
            default -> ("{\"child\":".repeat(depth) + "{}" + "}".repeat(depth)).getBytes(UTF_8);
        };
    }

    private static long nodes(ByteBuffer tree) {
        long nodes = 1;
        for (int children = tree.get(); children > 0; children--) {
            nodes += nodes(tree);
        }
        return nodes;
    }

    private static void list(@Nullable byte[] message, Collector<String> out) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            int length = rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw new IOException("%d bytes of %d".formatted(length, rest.remaining()));
            }
            byte[] text = new byte[length];
            rest.get(text);
            out.collect(new String(text, UTF_8));
        }
    }

    /** What JSON_OBJECT reads. */
    record Order(String id, long amount, List<String> lines) {}

    /** What JSON_NESTED reads. */
    record Nested(@Nullable Nested child) {
        int depth() {
            int depth = 0;
            for (Nested next = child; next != null; next = next.child) {
                depth++;
            }
            return depth;
        }
    }

    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
        static final ObjectMapper UNLIMITED =
                new ObjectMapper(
                        JsonFactory.builder()
                                .streamReadConstraints(
                                        StreamReadConstraints.builder()
                                                .maxNestingDepth(Integer.MAX_VALUE)
                                                .build())
                                .build());
    }
}
