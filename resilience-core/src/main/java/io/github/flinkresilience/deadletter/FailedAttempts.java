// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;

/**
 * All tries of one record, in order.
 *
 * @param count how many there were, at least 1
 * @param kept the first one and the last ones, at most {@value #MOST_KEPT}
 */
@PublicEvolving
public record FailedAttempts(int count, List<FailedAttempt> kept) implements Serializable {
    /** How many attempts are kept in detail. */
    public static final int MOST_KEPT = 8;

    public FailedAttempts {
        kept = List.copyOf(kept);
        if (kept.isEmpty() || kept.size() > MOST_KEPT || count < kept.size()) {
            throw new IllegalArgumentException(
                    "%d attempts with %d kept; allowed are 1 to %d kept, and no more than there were"
                            .formatted(count, kept.size(), MOST_KEPT));
        }
    }

    /** A first failed attempt. */
    public static FailedAttempts first(FailedAttempt attempt) {
        return new FailedAttempts(1, List.of(attempt));
    }

    /** These attempts and one more. */
    public FailedAttempts plus(FailedAttempt attempt) {
        List<FailedAttempt> more = new ArrayList<>(kept);
        if (more.size() == MOST_KEPT) {
            more.remove(1);
        }
        more.add(attempt);
        return new FailedAttempts(count + 1, more);
    }

    /** When the first attempt failed. */
    public Instant firstTime() {
        return kept.get(0).time();
    }

    /** When the last attempt failed. */
    public Instant lastTime() {
        return kept.get(kept.size() - 1).time();
    }
}
