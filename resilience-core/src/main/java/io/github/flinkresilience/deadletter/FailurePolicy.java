// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.configuration.ResilienceOptions;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureDetail;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.retry.RetryClock;
import io.github.flinkresilience.retry.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How a wrapped function or deserializer treats failures. An immutable value; what it leaves open
 * (null) comes from the job's configuration, see {@link ResilienceOptions}.
 *
 * @param retryPolicy when transient failures are tried again, or null
 * @param classifier what a failure means
 * @param retriesSpent what happens when all retries have failed, or null
 * @param detail how much of a failure is kept, or null
 * @param emission when results go downstream
 * @param inputSnapshot whether records are copied before user code sees them; null for what suits
 *     the place: functions get copies, deserializers do not
 * @param clock what retries wait by
 */
@PublicEvolving
public record FailurePolicy(
        @Nullable RetryPolicy retryPolicy,
        FailureClassifier classifier,
        @Nullable RetriesSpent retriesSpent,
        @Nullable FailureDetail detail,
        Emission emission,
        @Nullable InputSnapshot inputSnapshot,
        RetryClock clock)
        implements Serializable {

    private static final FailurePolicy DEFAULTS =
            new FailurePolicy(
                    null,
                    FailureClassifier.defaults(),
                    null,
                    null,
                    Emission.ATOMIC,
                    null,
                    RetryClock.system());

    public FailurePolicy {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(emission, "emission");
        Objects.requireNonNull(clock, "clock");
    }

    /** Retries and detail as configured, the default classifier, atomic emission. */
    public static FailurePolicy defaults() {
        return DEFAULTS;
    }

    /** The defaults, with this retry policy. */
    public static FailurePolicy of(RetryPolicy retryPolicy) {
        return DEFAULTS.withRetryPolicy(retryPolicy);
    }

    /** A copy that tries again like this, whatever the configuration says. */
    public FailurePolicy withRetryPolicy(RetryPolicy policy) {
        Objects.requireNonNull(policy, "retryPolicy");
        return new FailurePolicy(
                policy, classifier, retriesSpent, detail, emission, inputSnapshot, clock);
    }

    /** A copy with another classifier. */
    public FailurePolicy withClassifier(FailureClassifier other) {
        return new FailurePolicy(
                retryPolicy, other, retriesSpent, detail, emission, inputSnapshot, clock);
    }

    /** A copy that does this when all retries have failed, whatever the configuration says. */
    public FailurePolicy withRetriesSpent(RetriesSpent outcome) {
        Objects.requireNonNull(outcome, "retriesSpent");
        return new FailurePolicy(
                retryPolicy, classifier, outcome, detail, emission, inputSnapshot, clock);
    }

    /** A copy that keeps this much of a failure, whatever the configuration says. */
    public FailurePolicy withDetail(FailureDetail other) {
        Objects.requireNonNull(other, "detail");
        return new FailurePolicy(
                retryPolicy, classifier, retriesSpent, other, emission, inputSnapshot, clock);
    }

    /** A copy with another time of emission. */
    public FailurePolicy withEmission(Emission other) {
        return new FailurePolicy(
                retryPolicy, classifier, retriesSpent, detail, other, inputSnapshot, clock);
    }

    /** A copy with another treatment of inputs. */
    public FailurePolicy withInputSnapshot(InputSnapshot other) {
        Objects.requireNonNull(other, "inputSnapshot");
        return new FailurePolicy(
                retryPolicy, classifier, retriesSpent, detail, emission, other, clock);
    }

    /** A copy whose retries wait by another clock: for tests, which move it by hand. */
    public FailurePolicy withClock(RetryClock other) {
        return new FailurePolicy(
                retryPolicy, classifier, retriesSpent, detail, emission, inputSnapshot, other);
    }

    /**
     * A copy in which everything open is taken from the configuration.
     *
     * @throws IllegalArgumentException naming the option, its value, and what is allowed
     */
    public FailurePolicy resolve(ReadableConfig config) {
        return new FailurePolicy(
                retryPolicy != null ? retryPolicy : ResilienceOptions.retryPolicy(config),
                classifier,
                retriesSpent != null ? retriesSpent : config.get(ResilienceOptions.RETRIES_SPENT),
                detail != null ? detail : ResilienceOptions.failureDetail(config),
                emission,
                inputSnapshot,
                clock);
    }

    /** See {@link RetryPolicy#longestHold()}. */
    public Duration longestHold() {
        return effectiveRetryPolicy().longestHold();
    }

    RetryPolicy effectiveRetryPolicy() {
        return retryPolicy != null ? retryPolicy : RetryPolicy.DEFAULT;
    }

    FailureDetail effectiveDetail() {
        return detail != null ? detail : FailureDetail.DEFAULT;
    }

    boolean failsJobWhenSpent() {
        return retriesSpent == RetriesSpent.FAIL_JOB;
    }
}
