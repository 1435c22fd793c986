// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The threads of this JVM, but for the pools that Flink, JUnit and the JDK keep. */
final class TaskThreads {

    private static final Pattern POOLS =
            Pattern.compile(
                    "(flink-|pekko|jobmanager-|taskmanager-|mini-cluster-|cluster-io|resource|IOManager|Flink Netty|Flink-MetricRegistry|ForkJoinPool|CompletableFutureDelayScheduler|Timer|Checkpoint Timer|junit-|contract: |Attach Listener|process reaper|Thread-\\d+-.*reaper|CloseableReaper|OkHttp|blob|BLOB|Cleaner|Common-Cleaner|SourceCoordinator-pool).*");

    private TaskThreads() {}

    static Set<Thread> now() {
        return Thread.getAllStackTraces().keySet();
    }

    static List<Thread> since(Set<Thread> before) {
        return now().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> !POOLS.matcher(thread.getName()).matches())
                .toList();
    }
}
