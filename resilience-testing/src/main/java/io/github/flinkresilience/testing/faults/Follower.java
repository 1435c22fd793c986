// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Operators;
import java.io.Serializable;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Takes one instance of user code through a plan: counts its calls and lets the plan's faults
 * happen. Not thread-safe; used by its task thread only.
 */
final class Follower implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FaultPlan plan;

    private transient int subtask;
    private transient int attempt;
    private transient long records;
    private transient long timers;

    /**
     * Follows a plan.
     *
     * @param kind of the user code, for the error message
     * @param met the points that this kind of user code comes to
     * @throws IllegalArgumentException if the plan waits for any other point
     */
    Follower(FaultPlan plan, String kind, Set<FaultPoint> met) {
        for (FaultPoint point : plan.points()) {
            if (!met.contains(point)) {
                throw new IllegalArgumentException(
                        "plan for a %s has a fault at %s, which it never comes to; allowed is %s%s"
                                .formatted(
                                        kind,
                                        point,
                                        met,
                                        point == FaultPoint.FINISH
                                                ? ": stream.transform(name, type, plan.operator()) comes to FINISH"
                                                : ""));
            }
        }
        this.plan = plan;
    }

    void startsIn(RuntimeContext context) {
        subtask = context.getTaskInfo().getIndexOfThisSubtask();
        attempt = context.getTaskInfo().getAttemptNumber();
    }

    void startsIn(MetricGroup group) {
        OperatorInfo operator = Operators.of(group);
        subtask = operator.subtask();
        attempt = operator.attempt();
    }

    void record(@Nullable Object record) throws Exception {
        meet(FaultPoint.RECORD, ++records, record);
    }

    void timer(long timestamp) throws Exception {
        meet(FaultPoint.TIMER, ++timers, timestamp);
    }

    void checkpoint(FaultPoint point, long checkpointId) throws Exception {
        meet(point, checkpointId, null);
    }

    void life(FaultPoint point) throws Exception {
        meet(point, attempt, null);
    }

    private void meet(FaultPoint point, long number, @Nullable Object record) throws Exception {
        plan.meet(new Moment(point, number, record, subtask, attempt));
    }
}
