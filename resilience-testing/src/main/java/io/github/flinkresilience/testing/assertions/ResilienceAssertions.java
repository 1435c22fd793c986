// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import io.github.flinkresilience.testing.ledger.JobLedger;
import javax.annotation.Nullable;
import org.assertj.core.api.Assertions;

/**
 * The one entry point to assertions: ours, and all of AssertJ's.
 *
 * <pre>{@code
 * import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
 *
 * assertThat(DeadLetterQueue.read(servers, "orders.dlq", deadline))
 *         .inStage(Stage.DESERIALIZE)
 *         .causedBy(NumberFormatException.class)
 *         .containsExactlyOrigins("orders-0@17");
 * assertThat(ledger).isBalanced().keepsOrderPerKey("receipts");
 * }</pre>
 */
public class ResilienceAssertions extends Assertions {

    /** Not for use; AssertJ's own way to add entry points. */
    protected ResilienceAssertions() {}

    /** Assertions about one dead letter. */
    public static DeadLetterAssert assertThat(@Nullable DeadLetter actual) {
        return new DeadLetterAssert(actual);
    }

    /** Assertions about many dead letters. */
    public static DeadLetterQueueAssert assertThat(@Nullable DeadLetterQueue actual) {
        return new DeadLetterQueueAssert(actual);
    }

    /** Assertions about what became of the records that a job accepted. */
    public static JobLedgerAssert assertThat(@Nullable JobLedger actual) {
        return new JobLedgerAssert(actual);
    }
}
