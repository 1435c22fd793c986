// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static java.util.Objects.requireNonNull;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.deadletter.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Wraps any {@link DeserializationSchema}: a transient failure is tried again within the policy's
 * bounds; a record that still cannot be read, or is a poison pill, becomes a dead letter with its
 * bytes, or is skipped. For Kafka take the class of the same name in {@code resilience-kafka}: it
 * knows topic, partition and offset.
 *
 * <p>It blocks its task while it waits to retry. The bytes are kept as they are, not copied: a
 * schema that modifies them needs {@link FailurePolicy#withInputSnapshot}.
 *
 * <p>An outage of a service that the wrapped one asks, a schema registry say, may last longer than
 * all retries: {@link io.github.flinkresilience.retry.RetriesSpent#FAIL_JOB} keeps it from turning
 * the whole input into dead letters; the default does not.
 *
 * @param <T> what the wrapped schema emits
 * @param <OUT> what this one emits
 */
@PublicEvolving
public final class RetryThenSkipDeserializationSchema<T, OUT>
        implements DeserializationSchema<OUT> {
    private static final long serialVersionUID = 1L;

    private final WrappedDeserializationSchema<T> wrapped;
    private final FailurePolicy policy;
    private final Disposition<T, OUT> disposition;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient GuardedDecoder<byte[], T, OUT> decoder;

    private RetryThenSkipDeserializationSchema(
            DeserializationSchema<T> schema,
            FailurePolicy policy,
            Disposition<T, OUT> disposition) {
        this.wrapped = new WrappedDeserializationSchema<>(requireNonNull(schema, "schema to wrap"));
        this.policy = requireNonNull(policy, "failure policy");
        this.disposition = disposition;
    }

    /** Unreadable records become dead letters; see {@link Decoded#split}. */
    public static <T> RetryThenSkipDeserializationSchema<T, Decoded<T>> deadLetter(
            DeserializationSchema<T> schema) {
        return deadLetter(schema, FailurePolicy.defaults());
    }

    /**
     * Unreadable records become dead letters; see {@link Decoded#split}.
     *
     * @param policy what it leaves open is the default here; to take it from the job's
     *     configuration give {@code policy.resolve(env.getConfiguration())}
     */
    public static <T> RetryThenSkipDeserializationSchema<T, Decoded<T>> deadLetter(
            DeserializationSchema<T> schema, FailurePolicy policy) {
        return new RetryThenSkipDeserializationSchema<>(schema, policy, new Disposition.Decode<>());
    }

    /** Unreadable records are skipped: counted, the first of a kind logged, and gone. */
    public static <T> RetryThenSkipDeserializationSchema<T, T> skip(
            DeserializationSchema<T> schema) {
        return skip(schema, FailurePolicy.defaults());
    }

    /** Unreadable records are skipped: counted, the first of a kind logged, and gone. */
    public static <T> RetryThenSkipDeserializationSchema<T, T> skip(
            DeserializationSchema<T> schema, FailurePolicy policy) {
        return new RetryThenSkipDeserializationSchema<>(schema, policy, new Disposition.Skip<>());
    }

    @Override
    public void open(InitializationContext context) throws Exception {
        wrapped.schema().open(context);
        decoder =
                GuardedDecoder.open(
                        context.getMetricGroup(),
                        policy,
                        disposition,
                        new Decoding<>(wrapped),
                        bytes -> bytes == null ? null : bytes.clone());
    }

    @Override
    public void deserialize(byte[] message, Collector<OUT> out) throws IOException {
        decoder.decode(message, out);
    }

    /**
     * For sources that take one result only.
     *
     * @return null when the record was skipped
     * @throws IOException when the wrapped schema has emitted more than one result
     */
    @Override
    @Nullable
    public OUT deserialize(byte[] message) throws IOException {
        OneResult<OUT> result = new OneResult<>(new ArrayList<>(1));
        deserialize(message, result);
        return result.get();
    }

    @Override
    public boolean isEndOfStream(OUT nextElement) {
        return disposition.endsStream(nextElement, wrapped.schema()::isEndOfStream);
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return disposition.type(wrapped.schema().getProducedType(), policy);
    }

    /** Calls the wrapped schema; all that is known of a record is its bytes. */
    private record Decoding<T>(WrappedDeserializationSchema<T> wrapped)
            implements GuardedDecoder.Decoding<byte[], T> {
        @Override
        public void decode(byte[] raw, Collector<T> out) throws IOException {
            wrapped.decode(raw, out);
        }

        @Override
        public Step.Subject describe(byte[] raw) {
            return new Step.Subject(
                    Stage.DESERIALIZE, Payload.raw(raw), null, Origin.unknown(), null, null, null);
        }

        @Override
        public TypeInformation<T> type() {
            return wrapped.schema().getProducedType();
        }

        @Override
        public boolean emitsOneResultAtMost() {
            return wrapped.returnsItsResult();
        }
    }

    /** Collects one result. */
    private record OneResult<OUT>(List<OUT> results) implements Collector<OUT> {
        @Override
        public void collect(OUT result) {
            results.add(result);
        }

        @Override
        public void close() {}

        @Nullable
        OUT get() throws IOException {
            if (results.size() > 1) {
                throw new IOException(
                        "the wrapped schema emitted %d results for one message, but the source takes one: it has to call deserialize(byte[], Collector)"
                                .formatted(results.size()));
            }
            return results.isEmpty() ? null : results.get(0);
        }
    }
}
