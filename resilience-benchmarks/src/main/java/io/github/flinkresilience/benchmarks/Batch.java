// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A thousand records, made before anything is measured, and the chain that they go through. */
final class Batch<T> {
    static final int SIZE = 1_000;

    private final RunningChain<T> chain;
    private final List<StreamRecord<T>> records = new ArrayList<>(SIZE);

    /**
     * Makes a batch.
     *
     * @param poison how many of the records are poison pills
     */
    Batch(RunningChain<T> chain, Kind<T> kind, int poison) {
        this.chain = chain;
        for (int i = 0; i < SIZE; i++) {
            // Beyond what Long.valueOf keeps.
            long id = 100_000L + i;
            boolean bad = poison > 0 && i % (SIZE / poison) == 0;
            records.add(new StreamRecord<>(kind.make(bad ? -id : id), id));
        }
    }

    void process() {
        for (int i = 0; i < SIZE; i++) {
            chain.process(records.get(i));
        }
    }

    void stop() throws Exception {
        chain.stop();
    }
}
