// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.failure.CauseChain;
import io.github.flinkresilience.failure.EscapingFailures;
import io.github.flinkresilience.failure.Failure;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.metrics.ResilienceMetrics;
import io.github.flinkresilience.retry.Retrier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.util.ExceptionUtils;

/**
 * Watches over calls of user code: the one place where failures are caught.
 *
 * <pre>
 * input --> snapshot --> user code, against held back outputs --> ok: outputs go downstream
 *                           |  failure
 *                           |-- thrown downstream, or not to be handled ------> escapes
 *                           |-- FATAL -----------------------------------------> escapes
 *                           |-- TRANSIENT, nothing emitted, tries left -> wait -> user code again
 *                           |-- TRANSIENT, tries spent, FAIL_JOB --------------> escapes
 *                           '-- else: outputs discarded, dead letter returned
 * </pre>
 *
 * <p>Outputs go downstream outside of the try: what chained operators throw passes through here
 * untouched. Nothing is caught but what {@link Step#run} throws.
 *
 * <p>One for each operator instance; used by its task thread only. Blocks while it waits to retry.
 */
@Internal
public final class Guard<I> {
    private final FailurePolicy policy;
    private final Outputs<?> outputs;
    private final Retrier retrier;
    private final DeadLetterWriter writer;
    private final ResilienceMetrics metrics;
    @Nullable private final UnaryOperator<I> snapshots;

    /**
     * Makes a guard.
     *
     * @param outputs where the user code of all steps emits to
     * @param snapshots copies inputs before user code sees them; null to copy none
     */
    public Guard(
            FailurePolicy policy,
            Outputs<?> outputs,
            DeadLetterWriter writer,
            @Nullable UnaryOperator<I> snapshots) {
        this.policy = policy;
        this.outputs = outputs;
        this.retrier = Retrier.of(policy.effectiveRetryPolicy(), policy.clock());
        this.writer = writer;
        this.metrics = writer.metrics();
        this.snapshots = snapshots;
    }

    /**
     * Takes a record through user code.
     *
     * @return null when it is done; its dead letter when it is not, which the caller has to emit
     * @throws Exception what has to fail the job
     */
    @Nullable
    public DeadLetter process(I input, Step<I> step) throws Exception {
        metrics.recordIn();
        I pristine = snapshots == null ? input : snapshots.apply(input);
        try {
            step.run(input);
        } catch (Throwable failure) {
            DeadLetter dead = failed(failure, pristine, step, snapshots);
            if (dead == null) {
                metrics.recordOk();
            }
            return dead;
        }
        outputs.commit();
        metrics.recordOk();
        return null;
    }

    /**
     * Takes a timer through user code. A timer is no record: it is not counted as one.
     *
     * @return null when it is done; its dead letter when it is not, which the caller has to emit
     * @throws Exception what has to fail the job
     */
    @Nullable
    public DeadLetter fire(Long timer, Step<Long> step) throws Exception {
        try {
            step.run(timer);
        } catch (Throwable failure) {
            return failed(failure, timer, step, null);
        }
        outputs.commit();
        return null;
    }

    @Nullable
    private <T> DeadLetter failed(
            Throwable first, T pristine, Step<T> step, @Nullable UnaryOperator<T> copier)
            throws Exception {
        retrier.reset();
        FailedAttempts attempts = null;
        Throwable failure = first;
        while (true) {
            outputs.rethrowDownstreamFailure();
            FailureKind kind = kindOf(failure, pristine, step);
            attempts = note(attempts, failure);
            if (kind == FailureKind.TRANSIENT && outputs.emitted() == 0 && awaitNextAttempt()) {
                outputs.discard();
                metrics.retry();
                try {
                    step.run(copier == null ? pristine : copier.apply(pristine));
                } catch (Throwable again) {
                    failure = again;
                    continue;
                }
                outputs.commit();
                metrics.recovered();
                return null;
            }
            if (kind == FailureKind.TRANSIENT && policy.failsJobWhenSpent()) {
                throw new RetriesSpentException(
                        writer.name(pristine, step), attempts.count(), failure);
            }
            return bury(failure, attempts, pristine, step);
        }
    }

    // Returns TRANSIENT or POISON; everything else is thrown from here.
    private <T> FailureKind kindOf(Throwable failure, T pristine, Step<T> step) throws Exception {
        if (EscapingFailures.includes(failure) || Thread.currentThread().isInterrupted()) {
            if (CauseChain.of(failure).stream().anyMatch(InterruptedException.class::isInstance)) {
                Thread.currentThread().interrupt();
            }
            ExceptionUtils.rethrowException(failure);
        }
        FailureKind kind = classify(failure);
        if (kind == FailureKind.FATAL) {
            String record = writer.name(pristine, step);
            if (failure instanceof Error error) {
                // Unwrapped: Flink looks for errors that have to end the process.
                writer.logFatal(record, error);
                throw error;
            }
            throw new FatalFailureException(record, failure);
        }
        return kind;
    }

    private FailureKind classify(Throwable failure) {
        try {
            return Objects.requireNonNull(
                    policy.classifier().classify(failure), "the classifier's answer");
        } catch (RuntimeException broken) {
            broken.addSuppressed(failure);
            throw broken;
        }
    }

    private FailedAttempts note(@Nullable FailedAttempts before, Throwable failure) {
        retrier.attemptFailed();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        metrics.attemptFailed(now.toEpochMilli());
        FailedAttempt attempt = new FailedAttempt(now, Failure.fingerprintOf(failure));
        return before == null ? FailedAttempts.first(attempt) : before.plus(attempt);
    }

    private boolean awaitNextAttempt() throws InterruptedException {
        try {
            return retrier.awaitNextAttempt();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw cancelled;
        }
    }

    private <T> DeadLetter bury(
            Throwable failure, FailedAttempts attempts, T pristine, Step<T> step) {
        int discarded = outputs.heldBack();
        int emitted = outputs.emitted();
        outputs.discard();
        return writer.write(pristine, step, failure, attempts, discarded, emitted);
    }
}
