// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import java.util.List;

/**
 * The headers that Kafka Streams' exception handlers write (KIP-1034), in their order. As there, a
 * missing message or topic is a null value.
 */
enum StreamsDialect implements KafkaDialect {
    INSTANCE;

    private static final String PREFIX = "__streams.errors.";

    @Override
    public List<Header> headers(DeadLetter letter) {
        return List.of(
                HeaderText.header(PREFIX + "exception", letter.failure().exceptionClass()),
                HeaderText.header(PREFIX + "message", letter.failure().message()),
                HeaderText.header(PREFIX + "stacktrace", letter.failure().stackTrace()),
                HeaderText.header(PREFIX + "topic", letter.origin().topic()),
                HeaderText.header(PREFIX + "partition", letter.origin().partition()),
                HeaderText.header(PREFIX + "offset", letter.origin().offset()));
    }
}
