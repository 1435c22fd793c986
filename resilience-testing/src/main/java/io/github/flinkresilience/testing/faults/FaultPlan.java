// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import io.github.flinkresilience.testing.faults.FaultAction.JvmError;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * When user code fails and how: an immutable value that travels with functions and deserializers.
 *
 * <pre>{@code
 * FaultPlan plan = FaultPlan.failAt(8).times(3).throwing(SocketTimeoutException.class);
 * stream.process(DeadLetterFunctions.process(plan.process(new Charge())));
 * ...
 * assertThat(plan.firings()).isEqualTo(3);
 * }</pre>
 *
 * <p>Thread-safe. Nothing here blocks but what follows a plan that hangs. Longer than other classes
 * because it is the whole vocabulary: each method is a line or two.
 */
public final class FaultPlan implements Serializable {

    /*
     * How a plan is counted.
     *
     * Calls (records, timers) are counted by each instance of user code, from 1, and anew with each
     * attempt of its task. A call that fails counts too: failAt(8).times(3) fires from the 8th call
     * on, three times, so inline retries of the 8th record fail at calls 8, 9 and 10. Snapshots and
     * notifications are numbered by the checkpoint; open, initializeState, finish and close by the
     * attempt of the task, from 0. "In checkpoint 3" and "in attempt 1" mean from that one on, as
     * "at 8" does: a checkpoint may be declined before it comes to the instance.
     *
     * The budget, times(n), is over the plan's whole life: over all instances, attempts, restarts
     * and, if remembered in a directory, processes. A firing is remembered before it acts, so that
     * an action that does not come back is not repeated for ever. Two subtasks never share one.
     *
     * Where it is remembered: by default in a static map of the JVM that the test and a local
     * cluster share. rememberedIn(directory) makes one file for each firing instead. Each
     * modification of a plan is a plan of its own with an empty memory; but a directory is the
     * memory of all plans that name it, and of any later run.
     *
     * A plan of several, made by and(...), asks them in their order at each moment. The first that
     * fires by throwing ends the call, and the others are not asked.
     */

    private static final long serialVersionUID = 1L;

    private final List<Fault> faults;

    private FaultPlan(List<Fault> faults) {
        this.faults = faults;
    }

    // ---- when ----

    /** At the n-th record that an instance is called for, from 1; once. */
    public static FaultPlan failAt(long call) {
        requireAtLeast("failAt(call)", call, 1);
        return once(FaultPoint.RECORD, call);
    }

    /** At each n-th record that an instance is called for; each time. */
    public static FaultPlan every(long calls) {
        requireAtLeast("every(calls)", calls, 1);
        return of(FaultPoint.RECORD, new Trigger.Every(calls), Fault.ALWAYS);
    }

    /**
     * At certain records; each time, retries included: poison pills.
     *
     * @param records has to know the type: elements for functions, {@code byte[]} (or null) for
     *     deserializers, {@code ConsumerRecord<byte[], byte[]>} for those of Kafka
     */
    public static <T> FaultPlan on(FilterFunction<T> records) {
        Objects.requireNonNull(records, "predicate of on(records)");
        return of(FaultPoint.RECORD, new Trigger.On<>(records), Fault.ALWAYS);
    }

    /**
     * At records chosen by chance; each time. The same seed chooses the same calls: by the numbers
     * of subtask, attempt and call alone.
     *
     * @param probability of each call, more than 0.0 and at most 1.0
     */
    public static FaultPlan random(long seed, double probability) {
        if (!(probability > 0.0 && probability <= 1.0)) {
            throw new IllegalArgumentException(
                    "probability of random(seed, probability) is %s; allowed is more than 0.0 and at most 1.0"
                            .formatted(probability));
        }
        return of(FaultPoint.RECORD, new Trigger.Random(seed, probability), Fault.ALWAYS);
    }

    /** At the first timer that fires; once. */
    public static FaultPlan onTimer() {
        return once(FaultPoint.TIMER, 1);
    }

    /** At timers of certain timestamps; each time, retries included. */
    public static FaultPlan onTimer(FilterFunction<Long> timestamps) {
        Objects.requireNonNull(timestamps, "predicate of onTimer(timestamps)");
        return of(FaultPoint.TIMER, new Trigger.On<>(timestamps), Fault.ALWAYS);
    }

    /** While taking the first checkpoint; once. */
    public static FaultPlan inSnapshot() {
        return inSnapshot(1);
    }

    /** While taking the checkpoint of this id, or a later one; once. */
    public static FaultPlan inSnapshot(long checkpoint) {
        requireAtLeast("inSnapshot(checkpoint)", checkpoint, 1);
        return once(FaultPoint.SNAPSHOT_STATE, checkpoint);
    }

    /** When the checkpoint of this id, or a later one, is said to be complete; once. */
    public static FaultPlan inNotifyCheckpointComplete(long checkpoint) {
        requireAtLeast("inNotifyCheckpointComplete(checkpoint)", checkpoint, 1);
        return once(FaultPoint.NOTIFY_CHECKPOINT_COMPLETE, checkpoint);
    }

    /** In {@code open} of this attempt of the task, from 0, or a later one; once. */
    public static FaultPlan inOpen(int attempt) {
        requireAtLeast("inOpen(attempt)", attempt, 0);
        return once(FaultPoint.OPEN, attempt);
    }

    /** While restoring state in this attempt of the task, from 0, or a later one; once. */
    public static FaultPlan inInitializeState(int attempt) {
        requireAtLeast("inInitializeState(attempt)", attempt, 0);
        return once(FaultPoint.INITIALIZE_STATE, attempt);
    }

    /** In {@code finish}, after the last record; once. Only {@link #operator()} comes to it. */
    public static FaultPlan inFinish() {
        return once(FaultPoint.FINISH, 0);
    }

    /** In the first {@code close}; once. See {@link #inClose(int)} for what Flink makes of it. */
    public static FaultPlan inClose() {
        return inClose(0);
    }

    /**
     * In {@code close} of this attempt of the task, from 0, or a later one; once.
     *
     * <p>A task that ends well fails by it and is restarted. Where it strikes a task that has
     * failed already, the two Flinks differ: 1.20 adds it to the first failure, 2.2 and later end
     * the whole task manager.
     */
    public static FaultPlan inClose(int attempt) {
        requireAtLeast("inClose(attempt)", attempt, 0);
        return once(FaultPoint.CLOSE, attempt);
    }

    // ---- how often ----

    /** A plan that fires so often in its whole life, and then never again. */
    public FaultPlan times(int firings) {
        requireAtLeast("times(firings)", firings, 1);
        return with(f -> new Fault(f.trigger(), f.action(), firings, f.memory()));
    }

    /** A plan that fires whenever it can. */
    public FaultPlan always() {
        return times(Fault.ALWAYS);
    }

    /**
     * A plan that remembers its firings as files, so that it goes on where it was after the death
     * of a process, and counts all processes together.
     *
     * @param directory of this plan alone, made if missing; every process has to see it
     */
    public FaultPlan rememberedIn(Path directory) {
        FaultMemory memory = new FaultMemory.InDirectory(directory.toAbsolutePath().toString());
        return with(f -> new Fault(f.trigger(), f.action(), f.times(), memory));
    }

    /** A plan of both; how often is then a matter of each. */
    public FaultPlan and(FaultPlan other) {
        return new FaultPlan(Stream.concat(faults.stream(), other.faults.stream()).toList());
    }

    // ---- how ----

    /**
     * A plan that throws this class, by its public constructor that takes a message or nothing.
     *
     * @throws IllegalArgumentException if there is no such constructor
     */
    public FaultPlan throwing(Class<? extends Throwable> failure) {
        return acting(new FaultAction.ThrowClass(Objects.requireNonNull(failure, "failure")));
    }

    /** A plan that throws what is supplied: an exception, checked or not, or an error. */
    public FaultPlan throwing(SerializableSupplier<? extends Throwable> failure) {
        return acting(new FaultAction.ThrowSupplied(Objects.requireNonNull(failure, "failure")));
    }

    /** A plan whose {@link InjectedFault} has no stack trace, and so costs little. */
    public FaultPlan stackless() {
        return acting(new FaultAction.Fail(false));
    }

    /** A plan that throws an {@link OutOfMemoryError} of the JVM's own making, of a full heap. */
    public FaultPlan outOfMemory() {
        return acting(JvmError.OUT_OF_MEMORY);
    }

    /** A plan that really overflows the stack. */
    public FaultPlan stackOverflow() {
        return acting(JvmError.STACK_OVERFLOW);
    }

    /** A plan that throws a {@link NoClassDefFoundError}. */
    public FaultPlan noClassDefFound() {
        return acting(JvmError.NO_CLASS_DEF_FOUND);
    }

    /** A plan that throws an {@link InterruptedException} though nobody has interrupted. */
    public FaultPlan interrupted() {
        return acting(JvmError.INTERRUPTED);
    }

    /**
     * A plan that waits so long and then goes on; an interrupt ends the wait with its exception.
     */
    public FaultPlan hang(Duration time) {
        requirePositive("hang(time)", time);
        return acting(new FaultAction.Hang(time));
    }

    /**
     * A plan that runs in a loop, deaf to interrupts, and then goes on: an endless loop, but that a
     * test gets its thread back.
     */
    public FaultPlan loop(Duration time) {
        requirePositive("loop(time)", time);
        return acting(new FaultAction.Loop(time));
    }

    /**
     * A plan that calls {@link System#exit}.
     *
     * @throws IllegalStateException unless the plan is {@link #rememberedIn} a directory: with the
     *     process it would forget that it has fired, and end the next one too
     */
    public FaultPlan exit(int code) {
        return acting(new FaultAction.Exit(code));
    }

    /**
     * A plan that calls {@link Runtime#halt}.
     *
     * @throws IllegalStateException as in {@link #exit}
     */
    public FaultPlan halt(int code) {
        return acting(new FaultAction.Halt(code));
    }

    // ---- who follows it ----

    /**
     * The user's function, failing by this plan before its own code.
     *
     * @throws IllegalArgumentException if the plan waits for a point that map functions never come
     *     to; likewise in all methods below
     */
    public <I, O> MapFunction<I, O> map(MapFunction<I, O> function) {
        return new FaultyMapFunction.Around<>(function, this);
    }

    /** The user's function, failing by this plan before its own code. */
    public <I, O> ProcessFunction<I, O> process(ProcessFunction<I, O> function) {
        return new FaultyProcessFunction.Around<>(function, this);
    }

    /** The user's function with its timers, failing by this plan before its own code. */
    public <K, I, O> KeyedProcessFunction<K, I, O> keyed(KeyedProcessFunction<K, I, O> function) {
        return new FaultyKeyedProcessFunction<>(function, this);
    }

    /** The user's deserializer, failing by this plan before its own code. */
    public <T> DeserializationSchema<T> deserializer(DeserializationSchema<T> schema) {
        return FaultyDeserializationSchema.around(schema, this);
    }

    /** The user's deserializer, failing by this plan before its own code. */
    public <T> KafkaRecordDeserializationSchema<T> kafkaDeserializer(
            KafkaRecordDeserializationSchema<T> schema) {
        return new FaultyKafkaDeserializationSchema<>(schema, this);
    }

    /** A function that emits what it gets. */
    public <T> MapFunction<T, T> mapFunction() {
        return new FaultyMapFunction.PassThrough<>(this);
    }

    /** A function that emits what it gets; sets no timers. */
    public <T> ProcessFunction<T, T> processFunction() {
        return new FaultyProcessFunction.PassThrough<>(this);
    }

    /**
     * A function that emits what it gets, and sets an event-time timer for each record at its
     * timestamp, 0 if it has none: it fires at the end of bounded input at the latest. Flink needs
     * to be told its type: {@code .returns(...)}.
     */
    public <K, T> KeyedProcessFunction<K, T, T> keyedProcessFunction() {
        return FaultyKeyedProcessFunction.passThrough(this);
    }

    /** An operator that emits what it gets, for {@code stream.transform(name, type, operator)}. */
    public <T> OneInputStreamOperator<T, T> operator() {
        return new FaultyOperator<>(this);
    }

    // ---- what came of it ----

    /**
     * How often it has fired so far: in this JVM, or in all processes if {@link #rememberedIn}.
     *
     * @throws java.io.UncheckedIOException if the directory cannot be read
     */
    public int firings() {
        return faults.stream().mapToInt(fault -> fault.memory().firings()).sum();
    }

    @Override
    public String toString() {
        return "FaultPlan" + faults;
    }

    void meet(Moment moment) throws Exception {
        for (Fault fault : faults) {
            fault.meet(moment);
        }
    }

    List<FaultPoint> points() {
        return faults.stream().map(fault -> fault.trigger().point()).toList();
    }

    private static FaultPlan once(FaultPoint point, long number) {
        return of(point, new Trigger.From(number), 1);
    }

    private static FaultPlan of(FaultPoint point, Trigger.Choice choice, int times) {
        return new FaultPlan(
                List.of(
                        new Fault(
                                new Trigger(point, choice),
                                new FaultAction.Fail(true),
                                times,
                                FaultMemory.InJvm.create())));
    }

    private FaultPlan acting(FaultAction action) {
        return with(f -> new Fault(f.trigger(), action, f.times(), f.memory()));
    }

    private FaultPlan with(Function<Fault, Fault> change) {
        if (faults.size() != 1) {
            throw new IllegalStateException(
                    "this plan is made of %d: say how and how often of each of them, before and(...)"
                            .formatted(faults.size()));
        }
        Fault changed = change.apply(faults.get(0));
        FaultMemory memory = changed.memory().renewed();
        if (changed.action().endsTheProcess() && !(memory instanceof FaultMemory.InDirectory)) {
            throw new IllegalStateException(
                    "action %s of this plan ends the process, and with it the memory of having fired; call rememberedIn(directory) first"
                            .formatted(changed.action()));
        }
        return new FaultPlan(
                List.of(new Fault(changed.trigger(), changed.action(), changed.times(), memory)));
    }

    private static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s is %d; allowed is %d or more".formatted(option, value, least));
        }
    }

    private static void requirePositive(String option, Duration time) {
        if (time.isZero() || time.isNegative() || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s; allowed is more than zero and at most a day"
                            .formatted(option, time));
        }
    }
}
