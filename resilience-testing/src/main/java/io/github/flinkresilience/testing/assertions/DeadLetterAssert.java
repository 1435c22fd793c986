// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Stage;
import javax.annotation.Nullable;
import org.assertj.core.api.AbstractAssert;

/** Assertions about one dead letter. Every failure shows all of it. */
public final class DeadLetterAssert extends AbstractAssert<DeadLetterAssert, DeadLetter> {

    DeadLetterAssert(@Nullable DeadLetter actual) {
        super(actual, DeadLetterAssert.class);
    }

    /** That the record failed in this stage. */
    public DeadLetterAssert isInStage(Stage stage) {
        return require(DeadLetterTrait.inStage(stage));
    }

    /** That the exception, or one of its causes, is of exactly this class. */
    public DeadLetterAssert isCausedBy(Class<? extends Throwable> exception) {
        return isCausedBy(exception.getName());
    }

    /** That the exception, or one of its causes, is of exactly the class of this name. */
    public DeadLetterAssert isCausedBy(String exceptionClass) {
        return require(DeadLetterTrait.causedBy(exceptionClass));
    }

    /** That the record came from there: {@code topic-partition@offset}, or a position. */
    public DeadLetterAssert hasOrigin(String origin) {
        return require(DeadLetterTrait.from(origin));
    }

    /** That the record failed in the operator of this name or uid. */
    public DeadLetterAssert isFromOperator(String nameOrUid) {
        return require(DeadLetterTrait.inOperator(nameOrUid));
    }

    /** That the payload is these bytes, neither more nor less; null for a tombstone. */
    public DeadLetterAssert hasPayload(@Nullable byte[] bytes) {
        return require(DeadLetterTrait.withPayload(bytes));
    }

    /** That the payload is this text in UTF-8. */
    public DeadLetterAssert hasPayload(String text) {
        return hasPayload(DeadLetterTrait.utf8(text));
    }

    /** That the key is these bytes; null for none. */
    public DeadLetterAssert hasKey(@Nullable byte[] bytes) {
        return require(DeadLetterTrait.withKey(bytes));
    }

    /** That the key is this text in UTF-8. */
    public DeadLetterAssert hasKey(String text) {
        return hasKey(DeadLetterTrait.utf8(text));
    }

    /** That the record was tried so often, the first try included. */
    public DeadLetterAssert hasAttempts(int count) {
        return require(DeadLetterTrait.withAttempts(count));
    }

    private DeadLetterAssert require(DeadLetterTrait trait) {
        isNotNull();
        if (!trait.holds().test(actual)) {
            failWithMessage(
                    "%nExpected a dead letter %s, but this is%n%s",
                    trait.words(), actual.describe());
        }
        return this;
    }
}
