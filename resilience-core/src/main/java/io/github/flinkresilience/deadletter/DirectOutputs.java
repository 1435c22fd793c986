// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OutputTag;

/**
 * {@link Emission#DIRECT}: emits at once, counts, and remembers what downstream throws, since user
 * code may catch it, wrap it or swallow it.
 */
@Internal
public final class DirectOutputs<O> extends Outputs<O> {
    private final Downstream<O> downstream;
    private int emitted;
    @Nullable private Throwable downstreamFailure;

    public DirectOutputs(Downstream<O> downstream) {
        this.downstream = downstream;
    }

    @Override
    public void collect(O result) {
        requireResult(result);
        emitted++;
        try {
            downstream.collect(result);
        } catch (Throwable failure) {
            downstreamFailure = failure;
            throw failure;
        }
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
        requireResult(value);
        emitted++;
        try {
            downstream.output(tag, value);
        } catch (Throwable failure) {
            downstreamFailure = failure;
            throw failure;
        }
    }

    @Override
    void commit() throws Exception {
        rethrowDownstreamFailure();
        emitted = 0;
    }

    @Override
    void discard() {
        emitted = 0;
    }

    @Override
    int heldBack() {
        return 0;
    }

    @Override
    int emitted() {
        return emitted;
    }

    @Override
    void rethrowDownstreamFailure() throws Exception {
        if (downstreamFailure != null) {
            ExceptionUtils.rethrowException(downstreamFailure);
        }
    }
}
