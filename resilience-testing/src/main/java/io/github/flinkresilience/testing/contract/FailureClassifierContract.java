// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What a {@link FailureClassifier} promises: a pure function over the cause chain, that always
 * answers, and always the same. To test a classifier, extend this class; the more failures of your
 * own {@link #declared()} gives, the more it tests.
 */
public abstract class FailureClassifierContract {

    /** A new classifier. */
    protected abstract FailureClassifier classifier();

    /**
     * Failures of known kinds. An {@link Error} or an exception of Flink that is declared to be
     * poison may be poison, with all of its class.
     */
    protected List<Classified> declared() {
        return List.of();
    }

    /** What failures come wrapped in, without another meaning; leave out what you declare. */
    protected List<UnaryOperator<Throwable>> wrappers() {
        return List.of(
                CompletionException::new, ExecutionException::new, InvocationTargetException::new);
    }

    /** How long one classification may take; by default 10 seconds. */
    protected Duration deadline() {
        return Duration.ofSeconds(10);
    }

    @Test
    public void shouldGiveTheDeclaredKinds() {
        FailureClassifier classifier = classifier();
        for (Classified example : declared()) {
            FailureKind kind = classify(classifier, example.failure());
            if (kind != example.kind()) {
                throw Broken.contract(
                        "%s is declared %s, but classified %s"
                                .formatted(name(example.failure()), example.kind(), kind),
                        "correct the classifier or the declaration.");
            }
        }
    }

    @Test
    public void shouldAlwaysAnswer() {
        FailureClassifier classifier = classifier();
        all().forEach(failure -> classify(classifier, failure));
        SampleFailures.hostile().forEach(failure -> classify(classifier, failure));
    }

    @Test
    public void shouldGiveTheSameAnswersInAnyOrder() {
        FailureClassifier classifier = classifier();
        IdentityHashMap<Throwable, FailureKind> first = answers(classifier, all());
        List<Throwable> backwards = all(first);
        Collections.reverse(backwards);
        expectSame(
                first,
                answers(classifier, backwards),
                "a classifier is a pure function; keep no state in it: it is used by many threads at once");
    }

    @Test
    public void shouldGiveTheSameAnswersWhenSerialized() {
        FailureClassifier classifier = classifier();
        FailureClassifier clone = Shipped.clone(classifier);
        IdentityHashMap<Throwable, FailureKind> original = answers(classifier, all());
        expectSame(
                original,
                answers(clone, all(original)),
                "the serialized clone, as tasks have it, behaves like the original; a transient or static field is lost on the way");
    }

    @Test
    public void shouldEndWhenCausesFormACycle() throws Exception {
        FailureClassifier classifier = classifier();
        for (Throwable failure : List.of(SampleFailures.itself(), SampleFailures.cycle())) {
            FailureKind unused =
                    Patience.within(
                            deadline(),
                            "the classification of a cycle of causes",
                            () -> classify(classifier, failure));
        }
    }

    @Test
    public void shouldEndWhenTheChainIsDeep() throws Exception {
        FailureClassifier classifier = classifier();
        Throwable deep = SampleFailures.deep();
        FailureKind unused =
                Patience.within(
                        deadline(),
                        "the classification of a hundred thousand causes",
                        () -> classify(classifier, deep));
    }

    @Test
    public void shouldGiveTheSameKindWhenWrapped() {
        FailureClassifier classifier = classifier();
        for (Throwable failure : all()) {
            FailureKind kind = classify(classifier, failure);
            for (UnaryOperator<Throwable> wrapper : wrappers()) {
                Throwable wrapped = wrapper.apply(failure);
                FailureKind now = classify(classifier, wrapped);
                if (now != kind) {
                    throw Broken.contract(
                            "%s is %s, but %s when wrapped in %s"
                                    .formatted(
                                            name(failure), kind, now, wrapped.getClass().getName()),
                            "look at the whole cause chain, not at the outermost failure only; leave what has a meaning of its own out of wrappers().");
                }
            }
        }
    }

    @Test
    public void shouldNotTakeFailuresOfTheProcessForPoison() {
        FailureClassifier classifier = classifier();
        for (Throwable failure : SampleFailures.ofTheProcess()) {
            if (classify(classifier, failure) == FailureKind.POISON && !mayBePoison(failure)) {
                throw Broken.contract(
                        "%s is classified POISON: the process would go on broken, record by record"
                                .formatted(name(failure)),
                        "make Errors and Flink's own exceptions FATAL, or declare() the ones that records cause.");
            }
        }
    }

    private boolean mayBePoison(Throwable failure) {
        return declared().stream()
                .anyMatch(
                        example ->
                                example.kind() == FailureKind.POISON
                                        && example.failure().getClass().isInstance(failure));
    }

    private static IdentityHashMap<Throwable, FailureKind> answers(
            FailureClassifier classifier, List<Throwable> failures) {
        IdentityHashMap<Throwable, FailureKind> answers = new IdentityHashMap<>();
        failures.forEach(failure -> answers.put(failure, classify(classifier, failure)));
        failures.forEach(
                failure -> {
                    FailureKind again = classify(classifier, failure);
                    if (again != answers.get(failure)) {
                        throw Broken.contract(
                                "%s is %s, and asked again %s"
                                        .formatted(name(failure), answers.get(failure), again),
                                "a classifier is a pure function; keep no state in it.");
                    }
                });
        return answers;
    }

    private static void expectSame(
            IdentityHashMap<Throwable, FailureKind> first,
            IdentityHashMap<Throwable, FailureKind> second,
            String rule) {
        first.forEach(
                (failure, kind) -> {
                    if (second.get(failure) != kind) {
                        throw Broken.contract(
                                "%s was %s first and is %s now"
                                        .formatted(name(failure), kind, second.get(failure)),
                                rule + ".");
                    }
                });
    }

    private static FailureKind classify(FailureClassifier classifier, Throwable failure) {
        FailureKind kind;
        try {
            kind = classifier.classify(failure);
        } catch (RuntimeException | Error thrown) {
            throw Broken.contract(
                    "The classifier throws %s for %s".formatted(thrown.getClass(), name(failure)),
                    "answer whatever comes: causes may form cycles or be very many, messages may be null, methods of exceptions may throw.",
                    thrown);
        }
        if (kind == null) {
            throw Broken.contract(
                    "The classifier answers null for " + name(failure),
                    "end with a kind for everything else, such as that of FailureClassifier.defaults().");
        }
        return kind;
    }

    private List<Throwable> all() {
        List<Throwable> all = new ArrayList<>();
        declared().forEach(example -> all.add(example.failure()));
        all.addAll(SampleFailures.ordinary());
        all.addAll(SampleFailures.ofTheProcess());
        return all;
    }

    private static List<Throwable> all(IdentityHashMap<Throwable, FailureKind> answered) {
        return new ArrayList<>(answered.keySet());
    }

    // Not its text: a failure's own methods may fail.
    private static String name(Throwable failure) {
        return failure.getClass().getName();
    }
}
