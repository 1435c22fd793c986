// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A deserializer of Kafka's records that fails by plan, else does what the user's does. */
final class FaultyKafkaDeserializationSchema<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final KafkaRecordDeserializationSchema<T> user;
    private final Follower follower;

    FaultyKafkaDeserializationSchema(KafkaRecordDeserializationSchema<T> user, FaultPlan plan) {
        this.user = Objects.requireNonNull(user, "deserializer to wrap");
        this.follower = new Follower(plan, "deserializer", FaultyDeserializationSchema.POINTS);
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        follower.startsIn(context.getMetricGroup());
        follower.life(FaultPoint.OPEN);
        user.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<T> out)
            throws IOException {
        FaultyDeserializationSchema.read(follower, message);
        user.deserialize(message, out);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return user.getProducedType();
    }
}
