// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import io.github.flinkresilience.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;

/**
 * The invariant of every resilient operator and deserializer on a cluster: in = ok + dead + skipped
 * + parked + retrying. It looks at attempts of subtasks that have ended, at each one once.
 *
 * <pre>
 * the attempt            records without a disposition
 * finished               0: each record is done before the next comes, the last before the end
 * failed or cancelled    0 or 1: the record that was under way, which the restart repeats
 * </pre>
 *
 * <p>Fewer than 0 means that a record has two dispositions. A record whose results or whose dead
 * letter failed downstream may count as under way or as done. The counts in state are held to the
 * same: checkpoints fall between records, so what is restored balances. Where the state holds
 * records, only the counts in state are checked; those since the start include no record that was
 * restored. An attempt counts as failed where the job master that knew better is gone.
 *
 * <p>Thread-safe. What jobs report while they run is left for the next call after their end.
 */
public final class LedgerCheck {

    /** A task unregisters its metrics a moment after its job master knows of its end. */
    private static final Duration UNREGISTERED = Duration.ofSeconds(20);

    private final LocalCluster cluster;
    private final Set<String> checked = new HashSet<>();

    /** A check of everything that will have run on this cluster. */
    public LedgerCheck(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What is wrong with the ledgers of the attempts that have ended since the last call. Blocks
     * until the tasks of ended jobs have let go of their metrics.
     *
     * @return one text for each wrong ledger: operator, subtask, attempt, and all numbers
     */
    public synchronized List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, Set<String>> finished = new HashMap<>();
        for (ReportedLedger ledger : ended()) {
            if (checked.add(ledger.scope() + '@' + ledger.attemptId())) {
                String job = ledger.variables().getOrDefault("<job_id>", "");
                boolean whole =
                        finished.computeIfAbsent(job, this::finishedAttempts)
                                .contains(ledger.attemptId());
                if (!isBalanced(ledger, whole ? 0 : 1)) {
                    violations.add(
                            ledger
                                    + (whole
                                            ? "; the attempt has finished: allowed are 0 without disposition"
                                            : "; the attempt was failed or cancelled: allowed are 0 or 1 without disposition"));
                }
            }
        }
        return violations;
    }

    private List<ReportedLedger> ended() {
        Map<String, Boolean> running = new HashMap<>();
        Await.until(
                "the metrics of ended jobs unregistered",
                UNREGISTERED,
                () ->
                        cluster.metrics().ledgers().stream()
                                .filter(ReportedLedger::live)
                                .allMatch(
                                        ledger ->
                                                running.computeIfAbsent(
                                                        ledger.variables().get("<job_id>"),
                                                        this::runs)));
        return cluster.metrics().ledgers().stream().filter(ledger -> !ledger.live()).toList();
    }

    private boolean runs(String job) {
        return !cluster.job(JobID.fromHexString(job)).status().isGloballyTerminalState();
    }

    private Set<String> finishedAttempts(String job) {
        try {
            return cluster.job(JobID.fromHexString(job)).finishedAttempts();
        } catch (CompletionException forgotten) {
            return Set.of();
        }
    }

    private static boolean isBalanced(ReportedLedger ledger, long allowed) {
        boolean sinceStart = ledger.holdsRecords() || isBalanced(ledger.sinceStart(), allowed);
        return sinceStart
                && ledger.sinceFirstStart().stream()
                        .allMatch(counts -> isBalanced(counts, allowed));
    }

    private static boolean isBalanced(RecordCounts counts, long allowed) {
        return counts.underWay() >= 0 && counts.underWay() <= allowed;
    }
}
