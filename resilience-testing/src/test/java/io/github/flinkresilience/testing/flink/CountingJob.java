// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts each key in keyed state, Kafka to Kafka, exactly once: whatever is lost or repeated, in
 * the input, the state or the output, leaves a gap or a double in {@code key:1, key:2, ...}.
 */
final class CountingJob {

    private CountingJob() {}

    static StreamExecutionEnvironment describe(String bootstrapServers, String in, String out) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options());
        env.setParallelism(2);
        env.enableCheckpointing(200);
        env.fromSource(source(bootstrapServers, in), WatermarkStrategy.noWatermarks(), "keys")
                .keyBy(key -> key)
                .process(new Count())
                .name("count")
                .uid("count")
                .sinkTo(sink(bootstrapServers, out));
        return env;
    }

    static List<String> expected(int keys, int countOfEach) {
        return IntStream.range(0, keys)
                .boxed()
                .flatMap(
                        key ->
                                IntStream.rangeClosed(1, countOfEach)
                                        .mapToObj(count -> "key" + key + ":" + count))
                .toList();
    }

    private static Configuration options() {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "100");
        options.setString("restart-strategy.fixed-delay.delay", "100 ms");
        return options;
    }

    private static KafkaSource<String> source(String bootstrapServers, String topic) {
        return KafkaSource.<String>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setGroupId("counting")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
    }

    private static KafkaSink<String> sink(String bootstrapServers, String topic) {
        return KafkaSink.<String>builder()
                .setBootstrapServers(bootstrapServers)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(topic)
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<String>builder()
                                .setTopic(topic)
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                .build();
    }

    private static final class Count extends KeyedProcessFunction<String, String, String> {

        private static final long serialVersionUID = 1L;

        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(String key, Context context, Collector<String> out)
                throws Exception {
            Integer before = count.value();
            int now = before == null ? 1 : before + 1;
            count.update(now);
            out.collect(key + ":" + now);
        }
    }
}
