// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * How much of a failure is kept.
 *
 * @param maxStackTrace longest stack trace kept, in characters; 0 keeps none
 * @param messages whether exception messages are kept: they may hold personal data of the record
 */
@PublicEvolving
public record FailureDetail(int maxStackTrace, boolean messages) implements Serializable {
    /** Stack traces up to 8,192 characters, with messages. */
    public static final FailureDetail DEFAULT = new FailureDetail(8_192, true);

    /** The longest stack trace that can be asked for, in characters. */
    public static final int LARGEST_STACK_TRACE = 1 << 20;

    public FailureDetail {
        if (maxStackTrace < 0 || maxStackTrace > LARGEST_STACK_TRACE) {
            throw new IllegalArgumentException(
                    "maxStackTrace is %d characters; allowed are 0 to %d"
                            .formatted(maxStackTrace, LARGEST_STACK_TRACE));
        }
    }

    /** A copy with another longest stack trace, in characters. */
    public FailureDetail withMaxStackTrace(int characters) {
        return new FailureDetail(characters, messages);
    }

    /** A copy that drops exception messages, also from the stack trace. */
    public FailureDetail withoutMessages() {
        return new FailureDetail(maxStackTrace, false);
    }
}
