// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on Flink's own source of Kafka's records, with a real broker. */
@ExtendWith(KafkaExtension.class)
class KafkaSourceContractITCase extends RewindableSourceContract<String> {

    private static KafkaBroker broker;

    @BeforeAll
    static void takeBroker(KafkaBroker shared) {
        broker = shared;
    }

    @Override
    protected ExternalInput<String> input() {
        return Topic.create(broker);
    }

    /** It does not: its serializer of splits ignores the version, and the suite says so. */
    @Test
    @Override
    public void shouldRefuseSplitsOfUnknownVersions() {
        assertThatThrownBy(super::shouldRefuseSplitsOfUnknownVersions)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("version");
    }

    private static final class Topic implements ExternalInput<String> {

        private static final int PARTITIONS = 2;

        private final KafkaBroker broker;
        private final String name;
        private int written;

        private Topic(KafkaBroker broker, String name) {
            this.broker = broker;
            this.name = name;
        }

        static Topic create(KafkaBroker broker) {
            String name = "contract-" + UUID.randomUUID();
            broker.createTopic(name, PARTITIONS);
            return new Topic(broker, name);
        }

        @Override
        public List<String> write(int records) {
            return write(records, PARTITIONS);
        }

        @Override
        public List<String> writeToOneSplit(int records) {
            return write(records, 1);
        }

        private List<String> write(int records, int partitions) {
            List<String> ids = new ArrayList<>();
            List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                String id = Integer.toString(written++);
                ids.add(id);
                all.add(new ProducerRecord<>(name, i % partitions, null, id.getBytes(UTF_8)));
            }
            KafkaRecords.produce(broker.bootstrapServers(), all);
            return ids;
        }

        @Override
        public Source<String, ?, ?> unbounded() {
            return builder().build();
        }

        @Override
        public Optional<Source<String, ?, ?>> bounded() {
            return Optional.of(builder().setBounded(OffsetsInitializer.latest()).build());
        }

        private KafkaSourceBuilder<String> builder() {
            return KafkaSource.<String>builder()
                    .setBootstrapServers(broker.bootstrapServers())
                    .setTopics(name)
                    .setGroupId(name)
                    .setStartingOffsets(OffsetsInitializer.earliest())
                    .setValueOnlyDeserializer(new SimpleStringSchema());
        }

        @Override
        public MapFunction<String, String> ids() {
            return record -> record;
        }

        @Override
        public TypeInformation<String> type() {
            return Types.STRING;
        }

        @Override
        public Optional<SerializableTimestampAssigner<String>> eventTime() {
            return Optional.of((record, unused) -> Long.parseLong(record));
        }
    }
}
