// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.Internal;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Stands between user code and the real collector, and knows what the code has emitted for the
 * current record. It is what keeps a downstream failure from being taken for the user code's own:
 * the real collector is called outside of every catch, or what it throws is remembered and thrown
 * again.
 *
 * <p>Not thread-safe: used by the task thread only.
 */
@Internal
public abstract class Outputs<O> implements Collector<O> {

    /** The real collector of the current record. */
    public interface Downstream<O> {
        /** Emits a result. */
        void collect(O result);

        /** Emits to a side output. */
        <X> void output(OutputTag<X> tag, X value);
    }

    /** Takes a value for a side output. */
    public abstract <X> void output(OutputTag<X> tag, X value);

    /** Lets what is held back go downstream; throws what downstream throws or has thrown. */
    abstract void commit() throws Exception;

    /** Forgets what is held back. */
    abstract void discard();

    /** How many results of the current record are held back. */
    abstract int heldBack();

    /** How many results of the current record have gone downstream. */
    abstract int emitted();

    /** Throws again what downstream has thrown for this record, if anything. */
    abstract void rethrowDownstreamFailure() throws Exception;

    // Most of Flink's serializers cannot write null, and would fail far from the code at fault.
    static <X> X requireResult(X result) {
        if (result == null) {
            throw new NullPointerException("user code emitted null, which no stream can carry");
        }
        return result;
    }

    /** Nothing to close: the collector belongs to Flink. */
    @Override
    public final void close() {}
}
