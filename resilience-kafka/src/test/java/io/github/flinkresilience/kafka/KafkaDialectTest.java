// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The dialects against headers that the products themselves wrote, for the same exceptions and the
 * same record: {@code orders-3@1234567890123}. Each line of the files under {@code dialects} is a
 * header: its name, a tab, its value in hexadecimal.
 */
class KafkaDialectTest {
    private static final String CONNECTS_EXECUTING_CLASS =
            "org.apache.kafka.connect.runtime.errors.Golden";

    @ParameterizedTest
    @CsvSource({"connect, connect", "streams, streams", "spring, spring"})
    void shouldWriteWhatTheProductWritesWhenTheRecordHasFailedBefore(String dialect, String file)
            throws IOException {
        List<Header> golden = golden(file);
        List<Header> original = golden.subList(0, dialect.equals("spring") ? 2 : 3);

        DeadLetter letter = letter(failure(), origin().withHeaders(original));

        assertThat(KafkaDialect.named(dialect).headers(letter))
                .isEqualTo(golden.subList(original.size(), golden.size()));
    }

    @ParameterizedTest
    @CsvSource({"connect, connect-plain", "spring, spring-plain"})
    void shouldWriteWhatTheProductWritesWhenThereIsNoMessageAndNoCause(String dialect, String file)
            throws IOException {
        List<Header> golden = golden(file);

        DeadLetter letter = letter(failureWithoutMessage(), origin());

        assertThat(KafkaDialect.named(dialect).headers(letter))
                .isEqualTo(golden.subList(1, golden.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "DESERIALIZE, VALUE_CONVERTER",
        "SERIALIZE, VALUE_CONVERTER",
        "SINK, TASK_PUT",
        "PROCESS, TRANSFORMATION",
        "QUARANTINE, TRANSFORMATION"
    })
    void shouldNameTheStageInConnectsWords(Stage stage, String connects) {
        DeadLetter letter = letter(stage, failure(), origin());

        assertThat(KafkaDialect.connect().headers(letter))
                .contains(Header.of("__connect.errors.stage", connects));
    }

    @Test
    void shouldWriteWhatStreamsWritesWhenThereIsNoTopic() throws IOException {
        List<Header> golden = golden("streams-plain");

        DeadLetter letter = letter(failureWithoutMessage(), Origin.unknown());

        assertThat(KafkaDialect.streams().headers(letter))
                .isEqualTo(golden.subList(1, golden.size()));
    }

    @Test
    void shouldLeaveOutTheOriginWhenTheRecordCameFromNoTopic() {
        DeadLetter letter = letter(failure(), Origin.at("file:///in.csv#17"));

        assertThat(KafkaDialect.connect().headers(letter))
                .extracting(Header::key)
                .doesNotContain("__connect.errors.topic", "__connect.errors.offset");
        assertThat(KafkaDialect.spring().headers(letter))
                .extracting(Header::key)
                .noneMatch(name -> name.startsWith("kafka_dlt-original"));
    }

    @Test
    void shouldAddEveryDialectAndStayReadableWhenSeveralAreAskedFor() throws IOException {
        DeadLetter letter = Records.deadLetter();
        KafkaDeadLetterSerializationSchema schema =
                KafkaDeadLetters.serializationSchema(Records.TOPIC)
                        .withDialect(KafkaDialect.connect())
                        .withDialect(KafkaDialect.streams())
                        .withDialect(KafkaDialect.spring())
                        .withDialect(dead -> List.of(Header.of("team", "billing")));

        ProducerRecord<byte[], byte[]> record = Records.write(letter, schema);

        assertThat(Records.text(record, "__connect.errors.topic")).isEqualTo("orders");
        assertThat(Records.text(record, "__streams.errors.offset")).isEqualTo("17");
        assertThat(Records.text(record, "kafka_dlt-exception-message"))
                .isEqualTo("amount is negative");
        assertThat(Records.text(record, "team")).isEqualTo("billing");
        assertThat(Records.read(record)).isEqualTo(letter);
    }

    @Test
    void shouldLetTheDialectsHeadersWinWhenOriginalOnesHaveTheSameName() {
        DeadLetter letter =
                Records.deadLetter()
                        .withOrigin(
                                origin().withHeaders(
                                                List.of(
                                                        Header.of(
                                                                "__streams.errors.topic",
                                                                "earlier"))));

        ProducerRecord<byte[], byte[]> record =
                Records.write(
                        letter,
                        KafkaDeadLetters.serializationSchema(Records.TOPIC)
                                .withDialect(KafkaDialect.streams()));

        assertThat(Records.text(record, "__streams.errors.topic")).isEqualTo("orders");
        assertThat(Records.headers(record).get(0).value()).isEqualTo(Records.utf8("earlier"));
    }

    @Test
    void shouldNameWhatIsAllowedWhenADialectIsUnknown() {
        assertThatThrownBy(() -> KafkaDialect.named("sprig"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dialect is 'sprig'; allowed are connect, streams and spring");
    }

    private static DeadLetter letter(Failure failure, Origin origin) {
        return letter(Stage.PROCESS, failure, origin);
    }

    private static DeadLetter letter(Stage stage, Failure failure, Origin origin) {
        DeadLetter plain = Records.deadLetter();
        return new DeadLetter(
                plain.id(),
                stage,
                Payload.raw(Records.utf8("value")),
                Payload.raw(Records.utf8("key")),
                origin,
                new OperatorInfo("billing", "", CONNECTS_EXECUTING_CLASS, null, 2, 0),
                failure,
                plain.attempts(),
                null,
                null,
                null,
                0,
                0,
                0);
    }

    private static Origin origin() {
        return Origin.of("orders", 3, 1234567890123L)
                .withTimestamp(1_700_000_000_123L, "CreateTime");
    }

    /** The exception that the products were given. */
    private static Failure failure() {
        Exception root = new IllegalStateException("dépôt 7 is closed");
        root.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("com.shop.Depot", "take", "Depot.java", 42)
                });
        return Failure.of(at(new IllegalArgumentException("amount is 12 €", root)));
    }

    private static Failure failureWithoutMessage() {
        return Failure.of(at(new IllegalArgumentException()));
    }

    private static Exception at(Exception failure) {
        failure.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("com.shop.Charge", "charge", "Charge.java", 17),
                    new StackTraceElement("com.shop.Charge", "map", "Charge.java", 9)
                });
        return failure;
    }

    private static List<Header> golden(String file) throws IOException {
        List<Header> headers = new ArrayList<>();
        try (InputStream in =
                KafkaDialectTest.class.getResourceAsStream("dialects/" + file + ".txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
                String[] parts = line.split("\t", 2);
                byte[] value = parts[1].equals("null") ? null : HexFormat.of().parseHex(parts[1]);
                headers.add(new Header(parts[0], value));
            }
        }
        return headers;
    }
}
