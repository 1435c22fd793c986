// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What every deserializer promises to its source; extend {@link DeserializationSchemaContract} or
 * {@link KafkaRecordDeserializationSchemaContract}.
 *
 * <p>Each schema is opened once before its first input, as Flink does, and gets a fresh copy of
 * each input. Random inputs come from a seed that failures name; the system property {@code
 * contract.seed} repeats it, {@code contract.inputs} says how many.
 *
 * @param <R> the raw record
 * @param <T> what the schema emits
 */
public abstract class DecodingContract<R, T> {

    DecodingContract() {}

    /** Inputs that the schema can read, at least one. */
    protected abstract List<Example<R, T>> readable() throws Exception;

    /** Inputs that the schema cannot read. */
    protected List<R> unreadable() throws Exception {
        return List.of();
    }

    /** How it reports those; by default it throws. */
    protected UnreadableReport report() {
        return UnreadableReport.EXCEPTION;
    }

    /** How long one input may take; by default 10 seconds. */
    protected Duration deadline() {
        return Duration.ofSeconds(10);
    }

    /** How many random inputs to try; by default {@code contract.inputs}, else 1000. */
    protected int randomInputs() {
        return Integer.getInteger("contract.inputs", 1_000);
    }

    /** Where random inputs come from; by default {@code contract.seed}, else another each time. */
    protected long seed() {
        return Long.getLong("contract.seed", System.nanoTime());
    }

    /** Whether two values are the same; by default whether they or their elements are equal. */
    protected boolean isSame(T expected, T actual) {
        return Objects.deepEquals(expected, actual);
    }

    abstract Inputs<R> inputs();

    /** The schema itself, open. */
    abstract Decoder<R, T> original() throws Exception;

    /** A clone that has been serialized, as the one in a task, open. */
    abstract Decoder<R, T> shipped() throws Exception;

    @Test
    public void shouldGiveTheValuesOfReadableInputs() throws Exception {
        Decoder<R, T> decoder = original();
        for (Example<R, T> example : examples()) {
            expect(example, decoder, "the schema reads what it is given");
        }
    }

    @Test
    public void shouldBehaveTheSameWhenSerialized() throws Exception {
        Decoder<R, T> decoder = shipped();
        for (Example<R, T> example : examples()) {
            expect(
                    example,
                    decoder,
                    "a serialized clone, as tasks have it, reads what the original reads; make transient fields anew in open()");
        }
        for (R input : unreadable()) {
            expectReport(input, decoder);
        }
        if (!decoder.type().equals(original().type())) {
            throw Broken.contract(
                    "The serialized clone produces another type: " + decoder.type(),
                    "keep the type, or what it is made of, in a field that is not transient.");
        }
    }

    @Test
    public void shouldLeaveNothingBehindWhenInputsFollowEachOther() throws Exception {
        Decoder<R, T> decoder = shipped();
        List<Example<R, T>> backwards = new ArrayList<>(examples());
        Collections.reverse(backwards);
        String rule =
                "what an input gives does not depend on the inputs before it; keep no state in fields between two calls, or reset it at the beginning of each";
        for (Example<R, T> example : backwards) {
            expect(example, decoder, rule);
            expect(example, decoder, rule);
            for (R input : unreadable()) {
                outcome(input, decoder);
                expect(example, decoder, rule);
            }
        }
    }

    @Test
    public void shouldReportUnreadableInputsAsDeclared() throws Exception {
        Decoder<R, T> decoder = shipped();
        for (R input : unreadable()) {
            expectReport(input, decoder);
        }
    }

    @Test
    public void shouldTakeRandomBytesForLegalInput(TestReporter reporter) throws Exception {
        long seed = seed();
        reporter.publishEntry("contract.seed", Long.toString(seed));
        Random random = new Random(seed);
        Decoder<R, T> decoder = shipped();
        List<R> models = examples().stream().map(Example::input).toList();
        for (int i = 0; i < randomInputs(); i++) {
            R input = inputs().random(random, models);
            Outcome<T> outcome = outcome(input, decoder);
            if (!outcome.isReadOr(report())) {
                throw illegal(
                        "random input %d of contract.seed=%d, %s"
                                .formatted(i, seed, inputs().describe(input)),
                        outcome);
            }
        }
        for (Example<R, T> example : examples()) {
            expect(
                    example,
                    decoder,
                    "random bytes leave nothing behind (contract.seed=" + seed + ")");
        }
    }

    @Test
    public void shouldNotModifyItsInput() throws Exception {
        Decoder<R, T> decoder = shipped();
        List<R> all = new ArrayList<>(examples().stream().map(Example::input).toList());
        all.addAll(unreadable());
        for (R input : all) {
            R given = inputs().copy(input);
            within(given, () -> decoder.decode(given));
            if (!inputs().same(input, given)) {
                throw Broken.contract(
                        "The schema has modified its input: %s has become %s"
                                .formatted(inputs().describe(input), inputs().describe(given)),
                        "copy the bytes before changing them; they are needed for retries and dead letters.");
            }
        }
    }

    @Test
    public void shouldProduceValuesOfItsType() throws Exception {
        Decoder<R, T> decoder = shipped();
        ProducedType<T> type = new ProducedType<>(decoder.type(), this::isSame);
        for (Example<R, T> example : examples()) {
            for (T value : outcome(example.input(), decoder).values()) {
                type.check(value);
            }
        }
    }

    /** What the schema emits for all readable inputs. */
    List<T> values(Decoder<R, T> decoder) throws Exception {
        List<T> values = new ArrayList<>();
        for (Example<R, T> example : examples()) {
            values.addAll(outcome(example.input(), decoder).values());
        }
        return values;
    }

    private List<Example<R, T>> examples() throws Exception {
        List<Example<R, T>> examples = readable();
        if (examples.isEmpty()) {
            throw new IllegalStateException("readable() has to give at least one example");
        }
        return examples;
    }

    private Outcome<T> outcome(R input, Decoder<R, T> decoder) throws Exception {
        R given = inputs().copy(input);
        return within(given, () -> decoder.decode(given));
    }

    private Outcome<T> within(R input, Callable<Outcome<T>> call) throws Exception {
        return Patience.within(
                deadline(), "the schema's call for " + inputs().describe(input), call);
    }

    private void expect(Example<R, T> example, Decoder<R, T> decoder, String rule)
            throws Exception {
        Outcome<T> outcome = outcome(example.input(), decoder);
        boolean same =
                outcome.failure() == null && outcome.values().size() == example.values().size();
        for (int i = 0; same && i < example.values().size(); i++) {
            same = isSame(example.values().get(i), outcome.values().get(i));
        }
        if (!same) {
            throw Broken.contract(
                    "For %s the values are %s, but %s"
                            .formatted(
                                    inputs().describe(example.input()), example.values(), outcome),
                    rule + ".",
                    outcome.failure());
        }
    }

    private void expectReport(R input, Decoder<R, T> decoder) throws Exception {
        Outcome<T> outcome = outcome(input, decoder);
        if (!outcome.is(report())) {
            throw illegal("unreadable " + inputs().describe(input), outcome);
        }
    }

    private AssertionError illegal(String input, Outcome<T> outcome) {
        return Broken.contract(
                "Not reported as declared (%s): %s: %s".formatted(report(), input, outcome),
                "throw an exception, never an Error, before anything is emitted; or declare another report().",
                outcome.failure());
    }
}
