// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.RetryThenSkipContract;
import io.github.flinkresilience.deserialization.RunningDeserializer;
import org.apache.flink.api.common.serialization.DeserializationSchema;

/** Around a schema that is given the value. */
class RetryThenSkipOfValuesTest extends RetryThenSkipContract {

    @Override
    protected <T> RunningDeserializer<Decoded<T>> runWithDeadLetters(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return RunningKafkaDeserializer.ofValues(
                RetryThenSkipDeserializationSchema.deadLetter(schema, policy));
    }

    @Override
    protected <T> RunningDeserializer<T> runSkipping(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return RunningKafkaDeserializer.ofValues(
                RetryThenSkipDeserializationSchema.skip(schema, policy));
    }
}
