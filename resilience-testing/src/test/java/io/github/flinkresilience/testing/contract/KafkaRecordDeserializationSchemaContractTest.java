// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.testing.Flagged;
import io.github.flinkresilience.testing.contract.NumberSchema.Fault;
import java.util.List;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KafkaRecordDeserializationSchemaContractTest {

    @Nested
    class Burying extends KafkaRecordDeserializationSchemaContract<Decoded<Integer>> {
        @Override
        protected KafkaRecordDeserializationSchema<Decoded<Integer>> schema() {
            return RetryThenSkipDeserializationSchema.deadLetter(new NumberSchema(Fault.NONE));
        }

        @Override
        protected List<Example<ConsumerRecord<byte[], byte[]>, Decoded<Integer>>> readable() {
            return List.of(Example.of(record("17"), Decoded.value(17)));
        }

        @Override
        protected List<ConsumerRecord<byte[], byte[]>> unreadable() {
            return List.of(record("tea"));
        }

        @Override
        protected UnreadableReport report() {
            return UnreadableReport.RESULT;
        }
    }

    @Nested
    class ValueOnly extends Values {
        ValueOnly() {
            super(Fault.NONE);
        }
    }

    @Test
    void shouldFlagASchemaWhenItModifiesTheRecord() {
        assertThat(Flagged.in(ModifiesItsInput.class))
                .containsOnlyKeys("ModifiesItsInput.shouldNotModifyItsInput");
    }

    @Test
    void shouldFlagASchemaWhenItThrowsErrors() {
        assertThat(Flagged.in(ThrowsErrors.class))
                .containsOnlyKeys(
                        "ThrowsErrors.shouldBehaveTheSameWhenSerialized",
                        "ThrowsErrors.shouldReportUnreadableInputsAsDeclared",
                        "ThrowsErrors.shouldTakeRandomBytesForLegalInput");
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("numbers", 2, 7, new byte[] {1}, NumberSchema.bytes(value));
    }

    static final class ModifiesItsInput extends Values {
        ModifiesItsInput() {
            super(Fault.MODIFIES_ITS_INPUT);
        }
    }

    static final class ThrowsErrors extends Values {
        ThrowsErrors() {
            super(Fault.THROWS_ERRORS);
        }
    }

    abstract static class Values extends KafkaRecordDeserializationSchemaContract<Integer> {
        private final Fault fault;

        Values(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected KafkaRecordDeserializationSchema<Integer> schema() {
            return KafkaRecordDeserializationSchema.valueOnly(new NumberSchema(fault));
        }

        @Override
        protected List<Example<ConsumerRecord<byte[], byte[]>, Integer>> readable() {
            return List.of(Example.of(record("17"), 17));
        }

        @Override
        protected List<ConsumerRecord<byte[], byte[]>> unreadable() {
            return List.of(record("tea"));
        }
    }
}
