// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Kafka's records as inputs. */
final class ConsumerRecords implements Inputs<ConsumerRecord<byte[], byte[]>> {

    private static final RandomBytes BYTES = new RandomBytes();

    @Override
    public ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> input) {
        RecordHeaders headers = new RecordHeaders();
        input.headers().forEach(header -> headers.add(header.key(), BYTES.copy(header.value())));
        return new ConsumerRecord<>(
                input.topic(),
                input.partition(),
                input.offset(),
                input.timestamp(),
                input.timestampType(),
                input.serializedKeySize(),
                input.serializedValueSize(),
                BYTES.copy(input.key()),
                BYTES.copy(input.value()),
                headers,
                input.leaderEpoch());
    }

    @Override
    public boolean same(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return BYTES.same(one.key(), other.key())
                && BYTES.same(one.value(), other.value())
                && one.headers().equals(other.headers());
    }

    @Override
    public String describe(ConsumerRecord<byte[], byte[]> input) {
        return "record at %s-%d, offset %d, key %s, value %s, headers %s"
                .formatted(
                        input.topic(),
                        input.partition(),
                        input.offset(),
                        BYTES.describe(input.key()),
                        BYTES.describe(input.value()),
                        input.headers());
    }

    @Override
    public ConsumerRecord<byte[], byte[]> random(
            Random random, List<ConsumerRecord<byte[], byte[]>> examples) {
        byte[] key = BYTES.random(random, examples.stream().map(ConsumerRecord::key).toList());
        byte[] value = BYTES.random(random, examples.stream().map(ConsumerRecord::value).toList());
        return new ConsumerRecord<>(
                "contract", 0, random.nextInt(1_000_000), random.nextBoolean() ? key : null, value);
    }
}
