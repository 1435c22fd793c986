// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import io.github.flinkresilience.retry.RetryClock;
import io.github.flinkresilience.testing.Await;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A clock that moves by hand only. Who sleeps by it sleeps until a test has let enough time pass.
 *
 * <pre>{@code
 * ManualClock clock = ManualClock.create();
 * process(DeadLetterFunctions.process(function, policy.withClock(clock)));
 * ...
 * clock.awaitSleepers(1, deadline);
 * clock.advance(Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>As with a machine's clock, what it shows and the time that passes are two things: {@link
 * #jump} and {@link #freeze} change what it shows and wake nobody; only {@link #advance} lets time
 * pass.
 *
 * <p>Thread-safe. What is shipped with a job is its name only: a task in the same JVM finds the
 * same clock by it, in another JVM there is none and the job fails.
 */
public final class ManualClock implements RetryClock {
    private static final long serialVersionUID = 1L;

    private static final ConcurrentMap<String, ManualClock> CLOCKS = new ConcurrentHashMap<>();

    private final String id;
    private final transient List<Sleep> sleeps = new ArrayList<>();

    // Close to the overflow that System.nanoTime is allowed to have.
    private transient long shown = Long.MAX_VALUE - 5;
    private transient boolean frozen;

    private ManualClock(String id) {
        this.id = id;
    }

    /** A new clock; nobody else moves it. */
    public static ManualClock create() {
        ManualClock clock = new ManualClock(UUID.randomUUID().toString());
        CLOCKS.put(clock.id, clock);
        return clock;
    }

    /**
     * Lets time pass: the clock goes on by it unless it is frozen, and who has slept enough wakes.
     *
     * @param time zero or more
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "time of advance(time) is %s; allowed is zero or more: jump(...) goes back"
                            .formatted(time));
        }
        if (!frozen) {
            shown += time.toNanos();
        }
        sleeps.forEach(sleep -> sleep.left = sleep.left.minus(time));
        notifyAll();
    }

    /** Changes what the clock shows, forth or back, while no time passes. */
    public synchronized void jump(Duration by) {
        shown += by.toNanos();
    }

    /** Lets the clock show the same from now on, however much time passes. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** Lets a frozen clock go on from what it shows. */
    public synchronized void thaw() {
        frozen = false;
    }

    @Override
    public synchronized long nanoTime() {
        return shown;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        Sleep sleep = new Sleep(Thread.currentThread().getName(), duration);
        sleeps.add(sleep);
        try {
            while (sleep.goesOn()) {
                wait();
            }
        } finally {
            sleeps.remove(sleep);
        }
    }

    /** Who sleeps now, in the order in which they fell asleep. */
    public synchronized List<Sleeper> sleepers() {
        return sleeps.stream()
                .filter(Sleep::goesOn)
                .map(sleep -> new Sleeper(sleep.thread, sleep.left))
                .toList();
    }

    /**
     * Blocks until at least so many threads sleep.
     *
     * @throws AssertionError if the deadline, in the machine's time, passes first
     */
    public void awaitSleepers(int count, Duration deadline) {
        Await.until(count + " sleepers by " + this, deadline, () -> sleepers().size() >= count);
    }

    @Override
    public String toString() {
        return "ManualClock " + id;
    }

    private Object writeReplace() {
        return new Name(id);
    }

    /** A thread that waits for time to pass; and how much of it. */
    public record Sleeper(String thread, Duration left) {}

    private static final class Sleep {
        private final String thread;
        private Duration left;

        Sleep(String thread, Duration left) {
            this.thread = thread;
            this.left = left;
        }

        boolean goesOn() {
            return left.compareTo(Duration.ZERO) > 0;
        }
    }

    /** What is shipped. */
    private record Name(String id) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            ManualClock clock = CLOCKS.get(id);
            if (clock == null) {
                throw new InvalidObjectException(
                        "manual clock %s is of another JVM: only jobs on a LocalCluster can wait by it"
                                .formatted(id));
            }
            return clock;
        }
    }
}
