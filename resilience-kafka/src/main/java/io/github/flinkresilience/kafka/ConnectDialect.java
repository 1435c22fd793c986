// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers that Kafka Connect's {@code DeadLetterQueueReporter} writes (KIP-298), in its order.
 * As there, a missing message is a null value, and a record that came from no topic has no topic,
 * partition and offset.
 */
enum ConnectDialect implements KafkaDialect {
    INSTANCE;

    private static final String PREFIX = "__connect.errors.";

    @Override
    public List<Header> headers(DeadLetter letter) {
        List<Header> headers = new ArrayList<>(10);
        Origin origin = letter.origin();
        if (origin.topic() != null) {
            headers.add(HeaderText.header(PREFIX + "topic", origin.topic()));
            headers.add(HeaderText.header(PREFIX + "partition", origin.partition()));
            headers.add(HeaderText.header(PREFIX + "offset", origin.offset()));
        }
        headers.add(HeaderText.header(PREFIX + "connector.name", letter.operator().jobName()));
        headers.add(HeaderText.header(PREFIX + "task.id", letter.operator().subtask()));
        headers.add(HeaderText.header(PREFIX + "stage", stage(letter.stage())));
        headers.add(HeaderText.header(PREFIX + "class.name", letter.operator().name()));
        headers.add(
                HeaderText.header(
                        PREFIX + "exception.class.name", letter.failure().exceptionClass()));
        headers.add(HeaderText.header(PREFIX + "exception.message", letter.failure().message()));
        headers.add(
                HeaderText.header(PREFIX + "exception.stacktrace", letter.failure().stackTrace()));
        return headers;
    }

    /** In Connect's words: its tools read the value as a constant of Connect's own enum. */
    private static String stage(Stage stage) {
        return switch (stage) {
            case DESERIALIZE, SERIALIZE -> "VALUE_CONVERTER";
            case SINK -> "TASK_PUT";
            case PROCESS, TIMER, KEY, TIMESTAMP, ASYNC, WINDOW, LATE, QUARANTINE ->
                    "TRANSFORMATION";
        };
    }
}
