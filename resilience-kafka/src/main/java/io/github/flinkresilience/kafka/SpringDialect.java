// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.failure.Failure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers that Spring for Apache Kafka's {@code DeadLetterPublishingRecoverer} writes, in its
 * order: numbers are binary, big-endian; a missing message is no header. Its "cause" is the
 * exception itself unless that is one of Spring's own wrappers. A record that came from no topic
 * has no headers about its origin.
 *
 * <p>Unlike Spring, this leaves the exception headers of an earlier failure in place: original
 * headers are never touched.
 */
enum SpringDialect implements KafkaDialect {
    INSTANCE;

    private static final String PREFIX = "kafka_dlt-";
    private static final String NO_TIMESTAMP_TYPE = "NoTimestampType";

    @Override
    public List<Header> headers(DeadLetter letter) {
        List<Header> headers = new ArrayList<>(9);
        Failure failure = letter.failure();
        headers.add(HeaderText.header(PREFIX + "exception-fqcn", failure.exceptionClass()));
        headers.add(HeaderText.header(PREFIX + "exception-cause-fqcn", failure.exceptionClass()));
        if (failure.message() != null) {
            headers.add(HeaderText.header(PREFIX + "exception-message", failure.message()));
        }
        headers.add(HeaderText.header(PREFIX + "exception-stacktrace", failure.stackTrace()));
        if (letter.origin().topic() != null) {
            addOrigin(letter.origin(), headers);
        }
        return headers;
    }

    private static void addOrigin(Origin origin, List<Header> headers) {
        headers.add(HeaderText.header(PREFIX + "original-topic", origin.topic()));
        headers.add(
                new Header(
                        PREFIX + "original-partition",
                        ByteBuffer.allocate(Integer.BYTES).putInt(origin.partition()).array()));
        headers.add(binary(PREFIX + "original-offset", origin.offset()));
        headers.add(binary(PREFIX + "original-timestamp", origin.timestamp()));
        String type = origin.timestampType();
        headers.add(
                HeaderText.header(
                        PREFIX + "original-timestamp-type",
                        type == null ? NO_TIMESTAMP_TYPE : type));
    }

    private static Header binary(String name, long value) {
        return new Header(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
