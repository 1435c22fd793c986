// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.traffic.TopicContents;
import io.github.flinkresilience.examples.traffic.Verdict;
import java.time.Duration;

/**
 * What a run of the demo came to.
 *
 * @param restarts how often all tasks of the job have been started again
 * @param failures how many of these restarts came from the failure of a task, and not from the loss
 *     of the job manager
 * @param time from the first order written to the last one committed
 */
record DemoOutcome(
        Verdict verdict, TopicContents topics, long restarts, long failures, Duration time) {

    long ordersPerSecond() {
        return verdict.produced() * 1_000L / Math.max(1, time.toMillis());
    }
}
