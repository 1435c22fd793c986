// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.annotation.PublicEvolving;

/**
 * One try that failed.
 *
 * @param time when, in milliseconds
 * @param fingerprint of its failure, see {@link
 *     io.github.flinkresilience.failure.Failure#fingerprint()}
 */
@PublicEvolving
public record FailedAttempt(Instant time, String fingerprint) implements Serializable {
    public FailedAttempt {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
