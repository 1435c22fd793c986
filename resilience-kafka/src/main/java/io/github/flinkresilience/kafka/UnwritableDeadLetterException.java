// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A dead letter cannot be made a Kafka record. The message names the dead letter and its origin. It
 * fails the job: a dead letter that is not written would be a lost record.
 */
@PublicEvolving
public final class UnwritableDeadLetterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwritableDeadLetterException(DeadLetter letter, String reason, @Nullable Throwable cause) {
        super("dead letter %s from %s: %s".formatted(letter.id(), letter.origin(), reason), cause);
    }
}
