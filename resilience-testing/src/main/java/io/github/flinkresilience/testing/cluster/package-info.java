// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * A Flink cluster of real processes, with high availability by a real ZooKeeper, whose job managers
 * and task managers can be killed and paused.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.cluster.FlinkProcesses}.
 */
package io.github.flinkresilience.testing.cluster;
