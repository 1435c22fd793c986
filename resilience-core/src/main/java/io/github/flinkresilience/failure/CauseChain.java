// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** The causes of a throwable, outermost first; survives cycles and bottomless chains. */
@Internal
public final class CauseChain {
    private static final int LONGEST = 64;

    private CauseChain() {}

    /** The throwable and its causes, at most {@value #LONGEST}, each once. */
    public static List<Throwable> of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>(4);
        for (Throwable next = failure; next != null; next = causeOf(next)) {
            if (chain.size() == LONGEST || containsSame(chain, next)) {
                break;
            }
            chain.add(next);
        }
        return chain;
    }

    /** The innermost cause. */
    public static Throwable root(Throwable failure) {
        List<Throwable> chain = of(failure);
        return chain.get(chain.size() - 1);
    }

    @Nullable
    private static Throwable causeOf(Throwable failure) {
        try {
            return failure.getCause();
        } catch (RuntimeException broken) {
            // An exception may override getCause, and may do so badly.
            return null;
        }
    }

    // Not List.contains: an exception may override equals, and may do so badly.
    @SuppressWarnings("ReferenceEquality")
    private static boolean containsSame(List<Throwable> chain, Throwable candidate) {
        for (Throwable seen : chain) {
            if (seen == candidate) {
                return true;
            }
        }
        return false;
    }
}
