// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Headers in which other tools look for the failure of a dead letter. They come in addition to this
 * library's own, which are always written, and after the original ones: where an original header
 * has the same name, {@code Headers.lastHeader} finds the dialect's.
 *
 * <p>A pure function: it neither blocks nor holds mutable state. When a dead letter is too large it
 * is asked again, with a shortened one.
 */
@PublicEvolving
@FunctionalInterface
public interface KafkaDialect extends Serializable {

    /** The headers to add for the dead letter, in order. */
    List<Header> headers(DeadLetter letter);

    /** Kafka Connect's: {@code __connect.errors.*}, all text. */
    static KafkaDialect connect() {
        return ConnectDialect.INSTANCE;
    }

    /** Kafka Streams': {@code __streams.errors.*}, all text. */
    static KafkaDialect streams() {
        return StreamsDialect.INSTANCE;
    }

    /** Spring for Apache Kafka's: {@code kafka_dlt-*}, with binary numbers. */
    static KafkaDialect spring() {
        return SpringDialect.INSTANCE;
    }

    /**
     * The dialect that configuration calls by the given name.
     *
     * @param name {@code connect}, {@code streams} or {@code spring}
     * @throws IllegalArgumentException if it is none of them
     */
    static KafkaDialect named(String name) {
        return switch (name) {
            case "connect" -> connect();
            case "streams" -> streams();
            case "spring" -> spring();
            default ->
                    throw new IllegalArgumentException(
                            "dialect is '%s'; allowed are connect, streams and spring"
                                    .formatted(name));
        };
    }
}
