// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.streaming.api.TimeDomain;

/**
 * The timer that fired when a function failed. It is gone from Flink's state: the dead letter is
 * what remains of it.
 *
 * @param domain event time or processing time
 * @param timestamp what the timer was set to, in milliseconds since the epoch
 */
@PublicEvolving
public record FiredTimer(TimeDomain domain, long timestamp) implements Serializable {
    public FiredTimer {
        Objects.requireNonNull(domain, "domain");
    }
}
