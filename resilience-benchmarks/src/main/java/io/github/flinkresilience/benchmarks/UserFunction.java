// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/**
 * What the user's functions have in common. Measures the processor time of its task's thread, from
 * open to close: what else the machine does is not in it, nor are the threads of the garbage
 * collector.
 */
abstract class UserFunction<T> extends ProcessFunction<T, T> implements ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final AtomicLong LAST_PROCESSOR_TIME = new AtomicLong();

    private final Kind<T> kind;
    private final Thrown thrown;
    private transient long opened;

    UserFunction(Kind<T> kind, Thrown thrown) {
        this.kind = kind;
        this.thrown = thrown;
    }

    /** Processor time of the task that was closed last, in nanoseconds. */
    static long lastProcessorTime() {
        return LAST_PROCESSOR_TIME.get();
    }

    /** Fails on poison pills. */
    final void check(T record) {
        if (kind.id(record) < 0) {
            throw thrown.exception();
        }
    }

    @Override
    public void open(OpenContext context) {
        opened = THREADS.getCurrentThreadCpuTime();
    }

    @Override
    public void close() {
        LAST_PROCESSOR_TIME.set(THREADS.getCurrentThreadCpuTime() - opened);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kind.type();
    }
}
