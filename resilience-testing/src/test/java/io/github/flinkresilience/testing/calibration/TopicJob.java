// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.KafkaSightings;
import io.github.flinkresilience.testing.ledger.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A job from topic to topic, exactly once, with a function in the middle that may be sabotaged.
 *
 * <p>Its orders are {@code o-0:beef} to {@code o-999:beef}, of ten keys, half of them in each of
 * two partitions: order n is of key {@code n % 10} and at offset {@code n / 2} of partition {@code
 * n % 2}.
 */
record TopicJob(KafkaBroker broker, String name, Path directory) {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int ORDERS = 1000;

    /** Runs the job to its end. */
    JobLedger run(LocalCluster cluster, FlatMapFunction<String, String> function) throws Exception {
        broker.createTopic(orders(), 2);
        broker.createTopic(receipts(), 1);
        write();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(200);
        env.fromSource(source(), WatermarkStrategy.noWatermarks(), "orders")
                .map(Witness.of("decoded", directory, TopicJob::id))
                .flatMap(function)
                .returns(Types.STRING)
                .sinkTo(sink());
        assertThat(cluster.submit(env).awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
        return ledger();
    }

    static boolean is(String id, String order) {
        return id(order).equals(id);
    }

    private JobLedger ledger() {
        String servers = broker.bootstrapServers();
        return JobLedger.of(
                        "orders",
                        KafkaSightings.committed(servers, orders(), DEADLINE, TopicJob::id))
                .seen("decoded", Witness.read("decoded", directory))
                .seen(
                        "receipts, uncommitted included",
                        KafkaSightings.uncommitted(servers, receipts(), DEADLINE, TopicJob::id))
                .outcome(
                        "receipts",
                        KafkaSightings.committed(servers, receipts(), DEADLINE, TopicJob::id));
    }

    private void write() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            records.add(
                    new ProducerRecord<>(
                            orders(),
                            i % 2,
                            ("k" + i % 10).getBytes(UTF_8),
                            ("o-" + i + ":beef").getBytes(UTF_8)));
        }
        KafkaRecords.produce(broker.bootstrapServers(), records);
    }

    private KafkaSource<String> source() {
        return KafkaSource.<String>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(orders())
                .setGroupId(name)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
    }

    private KafkaSink<String> sink() {
        return KafkaSink.<String>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(name)
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<String>builder()
                                .setTopic(receipts())
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                .build();
    }

    private String orders() {
        return name + "-orders";
    }

    private String receipts() {
        return name + "-receipts";
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return id(new String(record.value(), UTF_8));
    }

    private static String id(String order) {
        return order.substring(0, order.indexOf(':'));
    }
}
