// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about many dead letters. The first kind of methods, {@code in...}, {@code from...},
 * {@code with...} and {@code causedBy}, asserts nothing: each gives assertions about those dead
 * letters only that are so. The other kind asserts; failures show the dead letters.
 */
public final class DeadLetterQueueAssert
        extends AbstractAssert<DeadLetterQueueAssert, DeadLetterQueue> {

    private final String words;
    @Nullable private final DeadLetterQueue unfiltered;

    DeadLetterQueueAssert(@Nullable DeadLetterQueue actual) {
        this(actual, "", actual);
    }

    private DeadLetterQueueAssert(
            @Nullable DeadLetterQueue actual, String words, @Nullable DeadLetterQueue unfiltered) {
        super(actual, DeadLetterQueueAssert.class);
        this.words = words;
        this.unfiltered = unfiltered;
    }

    /** Those whose records failed in this stage. */
    public DeadLetterQueueAssert inStage(Stage stage) {
        return only(DeadLetterTrait.inStage(stage));
    }

    /** Those whose exception, or one of its causes, is of exactly this class. */
    public DeadLetterQueueAssert causedBy(Class<? extends Throwable> exception) {
        return causedBy(exception.getName());
    }

    /** Those whose exception, or one of its causes, is of exactly the class of this name. */
    public DeadLetterQueueAssert causedBy(String exceptionClass) {
        return only(DeadLetterTrait.causedBy(exceptionClass));
    }

    /** Those whose records failed in the operator of this name or uid. */
    public DeadLetterQueueAssert fromOperator(String nameOrUid) {
        return only(DeadLetterTrait.inOperator(nameOrUid));
    }

    /** Those whose records came from this topic. */
    public DeadLetterQueueAssert fromTopic(String topic) {
        return only(DeadLetterTrait.fromTopic(topic));
    }

    /** Those whose records came from this partition, of whatever topic. */
    public DeadLetterQueueAssert fromPartition(int partition) {
        return only(DeadLetterTrait.fromPartition(partition));
    }

    /** Those whose records came from this offset, of whatever partition. */
    public DeadLetterQueueAssert fromOffset(long offset) {
        return only(DeadLetterTrait.fromOffset(offset));
    }

    /** Those whose payload is these bytes; null for tombstones. */
    public DeadLetterQueueAssert withPayload(@Nullable byte[] bytes) {
        return only(DeadLetterTrait.withPayload(bytes));
    }

    /** Those whose payload is this text in UTF-8. */
    public DeadLetterQueueAssert withPayload(String text) {
        return withPayload(DeadLetterTrait.utf8(text));
    }

    /** Those whose key is these bytes; null for none. */
    public DeadLetterQueueAssert withKey(@Nullable byte[] bytes) {
        return only(DeadLetterTrait.withKey(bytes));
    }

    /** Those whose key is this text in UTF-8. */
    public DeadLetterQueueAssert withKey(String text) {
        return withKey(DeadLetterTrait.utf8(text));
    }

    /** Those whose records were tried so often, the first try included. */
    public DeadLetterQueueAssert withAttempts(int count) {
        return only(DeadLetterTrait.withAttempts(count));
    }

    /** That there are so many. */
    public DeadLetterQueueAssert hasSize(int expected) {
        isNotNull();
        if (actual.size() != expected) {
            failListing(Listing.count(expected, "dead letter") + words);
        }
        return this;
    }

    /** That there are none. */
    public DeadLetterQueueAssert isEmpty() {
        return hasSize(0);
    }

    /** That there are some. */
    public DeadLetterQueueAssert isNotEmpty() {
        isNotNull();
        if (actual.size() == 0) {
            failListing("some dead letters" + words);
        }
        return this;
    }

    /** That there is one; the assertions about it. */
    public DeadLetterAssert singleElement() {
        hasSize(1);
        DeadLetterAssert single = new DeadLetterAssert(actual.letters().get(0));
        return info.hasDescription() ? single.as(info.description()) : single;
    }

    /** That all of them failed in this stage. */
    public DeadLetterQueueAssert containsOnlyStage(Stage stage) {
        return areAll(DeadLetterTrait.inStage(stage));
    }

    /** That all of them were tried so often. */
    public DeadLetterQueueAssert containsOnlyAttempts(int count) {
        return areAll(DeadLetterTrait.withAttempts(count));
    }

    /**
     * That these are the origins, each as often as given, in any order: partitions have none among
     * each other.
     *
     * @param origins {@code topic-partition@offset}, or positions
     */
    public DeadLetterQueueAssert containsExactlyOrigins(String... origins) {
        isNotNull();
        List<String> found =
                actual.letters().stream().map(letter -> letter.origin().toString()).toList();
        if (!found.stream().sorted().toList().equals(Stream.of(origins).sorted().toList())) {
            failListing("dead letters%s from exactly %s".formatted(words, List.of(origins)));
        }
        return this;
    }

    private DeadLetterQueueAssert only(DeadLetterTrait trait) {
        isNotNull();
        DeadLetterQueueAssert rest =
                new DeadLetterQueueAssert(
                        actual.filter(trait.holds()), words + " " + trait.words(), unfiltered);
        return info.hasDescription() ? rest.as(info.description()) : rest;
    }

    private DeadLetterQueueAssert areAll(DeadLetterTrait trait) {
        isNotNull();
        List<DeadLetter> others = actual.filter(trait.holds().negate()).letters();
        if (!others.isEmpty()) {
            failWithMessage(
                    "%nExpected all dead letters%s to be %s, but %d are not:%n%s",
                    words, trait.words(), others.size(), lines(others));
        }
        return this;
    }

    private void failListing(String expected) {
        failWithMessage(
                "%nExpected %s, but there are %d:%n%s%s",
                expected, actual.size(), lines(actual.letters()), all());
    }

    /** What a filter left nothing of is worth seeing. */
    private String all() {
        return unfiltered == null || unfiltered.size() == actual.size()
                ? ""
                : "%nAll %d:%n%s".formatted(unfiltered.size(), lines(unfiltered.letters()));
    }

    private static String lines(List<DeadLetter> letters) {
        return letters.isEmpty() ? "  none" : Listing.of(letters, DeadLetterTrait::line);
    }
}
