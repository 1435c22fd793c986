// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import io.github.flinkresilience.deserialization.WrappedDeserializationSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * A deserializer that fails by plan, else does what the user's does: {@link Collecting} where that
 * one collects its results, since Flink and this library ask which of the two it is.
 */
class FaultyDeserializationSchema<T> implements DeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    /** What deserializers come to. */
    static final Set<FaultPoint> POINTS = Set.of(FaultPoint.OPEN, FaultPoint.RECORD);

    final DeserializationSchema<T> user;
    private final Follower follower;

    private FaultyDeserializationSchema(DeserializationSchema<T> user, FaultPlan plan) {
        this.user = Objects.requireNonNull(user, "deserializer to wrap");
        this.follower = new Follower(plan, "deserializer", POINTS);
    }

    static <T> DeserializationSchema<T> around(DeserializationSchema<T> user, FaultPlan plan) {
        return new WrappedDeserializationSchema<>(user).returnsItsResult()
                ? new FaultyDeserializationSchema<>(user, plan)
                : new Collecting<>(user, plan);
    }

    @Override
    public void open(InitializationContext context) throws Exception {
        follower.startsIn(context.getMetricGroup());
        follower.life(FaultPoint.OPEN);
        user.open(context);
    }

    @Override
    @Nullable
    public T deserialize(byte[] message) throws IOException {
        meet(message);
        return user.deserialize(message);
    }

    @Override
    public boolean isEndOfStream(T nextElement) {
        return user.isEndOfStream(nextElement);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return user.getProducedType();
    }

    void meet(@Nullable byte[] message) throws IOException {
        read(follower, message);
    }

    /** Lets faults happen as a deserializer can throw them: what is checked, in an IOException. */
    static void read(Follower follower, @Nullable Object message) throws IOException {
        try {
            follower.record(message);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        } catch (Exception checked) {
            throw new IOException(checked);
        }
    }

    private static final class Collecting<T> extends FaultyDeserializationSchema<T> {
        private static final long serialVersionUID = 1L;

        Collecting(DeserializationSchema<T> user, FaultPlan plan) {
            super(user, plan);
        }

        @Override
        public void deserialize(byte[] message, Collector<T> out) throws IOException {
            meet(message);
            user.deserialize(message, out);
        }
    }
}
