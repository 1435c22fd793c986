// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one operator instance, and all their names. They stand in the group {@value
 * #GROUP} below the operator's, and start at zero with each start of the task; the ledger does not.
 *
 * <p>Labels are bounded: error classes beyond {@value #MOST_ERROR_CLASSES} are counted as {@value
 * #OTHER_ERROR_CLASS}. Not thread-safe: used by the task thread only.
 */
@PublicEvolving
public final class ResilienceMetrics {
    /** Name of the metric group. */
    public static final String GROUP = "resilience";

    /** Counter: records handed to user code. */
    public static final String RECORDS_IN = "recordsIn";

    /** Counter: records that user code has processed, at whatever try. */
    public static final String RECORDS_OK = "recordsOk";

    /** Counter: tries after the first. */
    public static final String RETRIES = "retries";

    /** Counter: records and timers that succeeded at a later try than the first. */
    public static final String RECORDS_RECOVERED = "recordsRecovered";

    /**
     * Counter: dead letters of all stages; and one for each stage and error class: {@code
     * stage.PROCESS.errorClass.IllegalStateException.deadLetters}.
     */
    public static final String DEAD_LETTERS = "deadLetters";

    /** Counter: records skipped without a dead letter. */
    public static final String RECORDS_SKIPPED = "recordsSkipped";

    /** Gauge: when the last failure was, in milliseconds since the epoch; 0 for never. */
    public static final String LAST_FAILURE_TIME = "lastFailureTime";

    /** Counter: Flink's own name for records that failed. */
    public static final String NUM_RECORDS_IN_ERRORS = "numRecordsInErrors";

    /** Label of the stage. */
    public static final String STAGE = "stage";

    /** Label of the error class: the simple name of the exception's class. */
    public static final String ERROR_CLASS = "errorClass";

    /** Prefix of the gauges that show the ledger, which survives restarts. */
    public static final String LEDGER = "ledger";

    /** How many error classes are told apart in each operator instance. */
    public static final int MOST_ERROR_CLASSES = 32;

    /** The label of all error classes after that. */
    public static final String OTHER_ERROR_CLASS = "other";

    private final MetricGroup group;
    private final Counter in;
    private final Counter ok;
    private final Counter retries;
    private final Counter recovered;
    private final Counter dead;
    private final Counter skipped;
    private final Counter errors;
    private final Map<String, Counter> deadByLabels = new HashMap<>();
    private long lastFailureTime;

    /** Registers the metrics below the operator's group. */
    public ResilienceMetrics(MetricGroup operator) {
        group = operator.addGroup(GROUP);
        in = group.counter(RECORDS_IN);
        ok = group.counter(RECORDS_OK);
        retries = group.counter(RETRIES);
        recovered = group.counter(RECORDS_RECOVERED);
        dead = group.counter(DEAD_LETTERS);
        skipped = group.counter(RECORDS_SKIPPED);
        errors = operator.counter(NUM_RECORDS_IN_ERRORS);
        group.gauge(LAST_FAILURE_TIME, (Gauge<Long>) () -> lastFailureTime);
    }

    /** A record is handed to user code. */
    public void recordIn() {
        in.inc();
    }

    /** A record is done. */
    public void recordOk() {
        ok.inc();
    }

    /** A try has failed. */
    public void attemptFailed(long timeMillis) {
        lastFailureTime = timeMillis;
    }

    /** A record or timer is tried again. */
    public void retry() {
        retries.inc();
    }

    /** A record or timer has succeeded after failing. */
    public void recovered() {
        recovered.inc();
    }

    /** A record is skipped. */
    public void skipped() {
        skipped.inc();
        errors.inc();
    }

    /** A record or timer has become a dead letter. */
    public void dead(String stage, String errorClass) {
        dead.inc();
        errors.inc();
        labelled(stage, errorClass).inc();
    }

    /** Shows one number of the ledger, which survives restarts, as a gauge. */
    public void showLedger(String entry, Gauge<Long> value) {
        group.addGroup(LEDGER).gauge(entry, value);
    }

    /** Records handed to user code since the task started. */
    public long in() {
        return in.getCount();
    }

    /** Records done since the task started. */
    public long ok() {
        return ok.getCount();
    }

    /** Records skipped since the task started. */
    public long skips() {
        return skipped.getCount();
    }

    private Counter labelled(String stage, String errorClass) {
        String bounded = deadByLabels.size() < MOST_ERROR_CLASSES ? errorClass : OTHER_ERROR_CLASS;
        String known = stage + '.' + errorClass;
        Counter counter = deadByLabels.get(known);
        return counter != null
                ? counter
                : deadByLabels.computeIfAbsent(
                        stage + '.' + bounded,
                        labels ->
                                group.addGroup(STAGE, stage)
                                        .addGroup(ERROR_CLASS, bounded)
                                        .counter(DEAD_LETTERS));
    }
}
