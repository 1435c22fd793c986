// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link FlinkProcesses} cluster is made of.
 *
 * @param jobManagers one that leads and others that stand by; more than one needs high availability
 * @param taskManagers how many, at least 1
 * @param slots of each task manager, at least 1
 * @param highAvailability whether a ZooKeeper keeps what the next job manager needs to know
 * @param options of Flink; they win over what the cluster sets itself
 * @param javaHome the Java installation that runs all of it
 */
public record ClusterLayout(
        int jobManagers,
        int taskManagers,
        int slots,
        boolean highAvailability,
        Map<String, String> options,
        Path javaHome) {

    /** One job manager and one task manager with one slot, and high availability. */
    public static final ClusterLayout DEFAULT =
            new ClusterLayout(1, 1, 1, true, Map.of(), Path.of(System.getProperty("java.home")));

    public ClusterLayout {
        requirePositive("jobManagers", jobManagers);
        requirePositive("taskManagers", taskManagers);
        requirePositive("slots", slots);
        if (jobManagers > 1 && !highAvailability) {
            throw new IllegalArgumentException(
                    "jobManagers is %d; without high availability it can only be 1"
                            .formatted(jobManagers));
        }
        options = Map.copyOf(options);
    }

    /** The same with another number of job managers. */
    public ClusterLayout withJobManagers(int count) {
        return new ClusterLayout(count, taskManagers, slots, highAvailability, options, javaHome);
    }

    /** The same with another number of task managers, each with so many slots. */
    public ClusterLayout withTaskManagers(int count, int slotsOfEach) {
        return new ClusterLayout(
                jobManagers, count, slotsOfEach, highAvailability, options, javaHome);
    }

    /** The same without ZooKeeper: what the job manager knows dies with it. */
    public ClusterLayout withoutHighAvailability() {
        return new ClusterLayout(jobManagers, taskManagers, slots, false, options, javaHome);
    }

    /** The same with one more option of Flink. */
    public ClusterLayout withOption(String key, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(key, value);
        return new ClusterLayout(
                jobManagers, taskManagers, slots, highAvailability, more, javaHome);
    }

    /** The same on another Java installation. */
    public ClusterLayout withJavaHome(Path other) {
        return new ClusterLayout(
                jobManagers, taskManagers, slots, highAvailability, options, other);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s is %d; allowed is 1 and more".formatted(name, value));
        }
    }
}
