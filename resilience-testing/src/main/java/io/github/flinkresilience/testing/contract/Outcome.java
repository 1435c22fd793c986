// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import javax.annotation.Nullable;

/**
 * What a schema does with one input.
 *
 * @param values what it has emitted
 * @param failure what it has thrown, or null
 */
record Outcome<T>(List<T> values, @Nullable Throwable failure) {

    boolean isLegal() {
        return failure == null || (failure instanceof Exception && values.isEmpty());
    }

    boolean is(UnreadableReport report) {
        return isLegal()
                && switch (report) {
                    case EXCEPTION -> failure != null;
                    case NOTHING -> failure == null && values.isEmpty();
                    case EXCEPTION_OR_NOTHING -> values.isEmpty();
                    case RESULT -> values.size() == 1;
                };
    }

    /** Whether it is legal for an input of which nobody knows whether it can be read. */
    boolean isReadOr(UnreadableReport report) {
        boolean mayThrow =
                report == UnreadableReport.EXCEPTION
                        || report == UnreadableReport.EXCEPTION_OR_NOTHING;
        return isLegal() && (failure == null || mayThrow);
    }

    @Override
    public String toString() {
        String emitted = values.isEmpty() ? "nothing" : values.toString();
        return failure == null
                ? "it emitted " + emitted
                : "it emitted %s and threw %s".formatted(emitted, failure);
    }
}
