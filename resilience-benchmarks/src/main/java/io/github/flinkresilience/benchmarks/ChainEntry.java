// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The first operator of a chain in a running job. For the one record that it gets it lends its
 * output to the thread that measures, and holds its own thread until it is given back: so what is
 * measured are Flink's own operators and outputs, set up as Flink does it, without a source.
 *
 * <p>One at a time in a JVM.
 */
final class ChainEntry<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<Long, T> {
    private static final long serialVersionUID = 1L;
    private static final BlockingQueue<Output<?>> LENT = new LinkedBlockingQueue<>();
    private static final Semaphore GIVEN_BACK = new Semaphore(0);

    @Override
    public void processElement(StreamRecord<Long> start) throws InterruptedException {
        LENT.add(output);
        GIVEN_BACK.acquire();
    }

    @SuppressWarnings("unchecked") // the caller has built the job
    static <T> Output<StreamRecord<T>> borrow() throws InterruptedException {
        Output<?> lent = LENT.poll(1, TimeUnit.MINUTES);
        if (lent == null) {
            throw new IllegalStateException("the job has not started");
        }
        return (Output<StreamRecord<T>>) lent;
    }

    static void giveBack() {
        GIVEN_BACK.release();
    }
}
