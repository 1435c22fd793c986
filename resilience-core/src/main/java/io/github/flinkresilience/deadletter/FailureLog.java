// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for a kind of failure that is new, then one each time its count has grown tenfold: never
 * a line for each record. Remembers the {@value #MOST_KINDS} kinds seen last.
 */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int MOST_KINDS = 1_024;

    private final OperatorInfo operator;
    private final String fate;
    private final Map<String, Long> countByKind =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MOST_KINDS;
                }
            };

    FailureLog(OperatorInfo operator, boolean skipping) {
        this.operator = operator;
        this.fate = skipping ? "are skipped" : "become dead letters";
    }

    void failed(DeadLetter letter) {
        Failure failure = letter.failure();
        long count = countByKind.merge(letter.stage() + failure.fingerprint(), 1L, (a, b) -> a + b);
        if (count == 1) {
            LOG.warn(
                    "New kind of failure {} in {}, stage {}, first at {}: {}. Its records {}.",
                    failure.fingerprint(),
                    operator,
                    letter.stage(),
                    letter.origin(),
                    failure.causes(),
                    fate);
        } else if (isPowerOfTen(count)) {
            LOG.warn(
                    "Failure {} in {} has now occurred {} times, last at {}.",
                    failure.fingerprint(),
                    operator,
                    count,
                    letter.origin());
        }
    }

    void fatal(String record, Throwable failure) {
        LOG.error("Fatal failure, not the record's own: the job fails at {}.", record, failure);
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
