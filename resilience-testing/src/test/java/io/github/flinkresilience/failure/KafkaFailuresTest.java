// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

/** Core knows the classes of Kafka and RocksDB by name only; here they are. */
class KafkaFailuresTest {
    private static final FailureClassifier DEFAULTS = FailureClassifier.defaults();

    @Test
    void shouldTakeWhatKafkaCallsRetriableForTransient() {
        assertThat(DEFAULTS.classify(new TimeoutException())).isEqualTo(FailureKind.TRANSIENT);
        assertThat(DEFAULTS.classify(new RuntimeException(new NotLeaderOrFollowerException())))
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void shouldTakeOtherFailuresOfKafkaForPoison() {
        assertThat(DEFAULTS.classify(new SerializationException())).isEqualTo(FailureKind.POISON);
        assertThat(DEFAULTS.classify(new RecordTooLargeException())).isEqualTo(FailureKind.POISON);
    }

    @Test
    void shouldLetInterruptionOfKafkaClientsEscape() {
        assertThat(EscapingFailures.includes(new RuntimeException(new WakeupException()))).isTrue();
        assertThat(EscapingFailures.includes(new InterruptException("closing"))).isTrue();
        assertThat(Thread.interrupted()).as("set by Kafka's exception").isTrue();
    }

    @Test
    void shouldLetFailuresOfTheStateBackendEscape() {
        assertThat(
                        EscapingFailures.includes(
                                new FlinkRuntimeException(
                                        "Error while retrieving data",
                                        new RocksDBException("IO error"))))
                .isTrue();
    }
}
