// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.util.InstantiationUtil;

/** One instance of user code without a task: what a plan does to its calls. */
final class Calls {
    private final FaultPlan plan;
    private final int attempt;
    private long calls;

    private Calls(FaultPlan plan, int attempt) {
        this.plan = plan;
        this.attempt = attempt;
    }

    /** An instance in an attempt of the task; the plan is shipped to it, as Flink does. */
    static Calls of(FaultPlan plan, int attempt) throws Exception {
        return new Calls(InstantiationUtil.clone(plan), attempt);
    }

    static Calls of(FaultPlan plan) throws Exception {
        return of(plan, 0);
    }

    /** Calls so many times; tells which of all calls so far have failed. */
    List<Long> failing(int more) {
        return LongStream.range(0, more)
                .filter(i -> fails(calls + 1))
                .mapToObj(i -> calls)
                .toList();
    }

    boolean fails(Object record) {
        calls++;
        return fails(new Moment(FaultPoint.RECORD, calls, record, 0, attempt));
    }

    boolean fails(FaultPoint point, long number) {
        return fails(new Moment(point, number, null, 0, attempt));
    }

    private boolean fails(Moment moment) {
        try {
            plan.meet(moment);
            return false;
        } catch (Exception e) {
            return true;
        }
    }
}
