// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.cluster.FlinkProcess;
import io.github.flinkresilience.testing.cluster.FlinkProcesses;
import io.github.flinkresilience.testing.process.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The faults that real processes can meet, by their numbers in the list of faults. */
final class ChaosCatalogue {

    /** Longer than the heartbeats and the session of the cluster take to notice. */
    private static final Duration UNNOTICED_NO_MORE = Duration.ofSeconds(7);

    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final ChaosRun run;

    ChaosCatalogue(ChaosRun run) {
        this.run = run;
    }

    void taskManagerKilled(int index) throws Exception {
        FlinkProcess target = flink().taskManager(index);
        run.meet(
                "F1",
                "task manager killed, started again",
                target.toString(),
                () -> killed(target));
    }

    void jobManagerKilled() throws Exception {
        FlinkProcess target = flink().jobManager(0);
        run.meet(
                "F2",
                "the only job manager killed, started again",
                target.toString(),
                () -> killed(target));
    }

    /** The standby takes over; the killed one comes back as the standby. */
    void jobManagerKilledWithStandby() throws Exception {
        FlinkProcess target = flink().leader();
        run.meet(
                "F2 standby",
                "leading job manager killed, the standby takes over",
                target.toString(),
                () -> killed(target));
    }

    void allFlinkKilled() throws Exception {
        run.meet(
                "F1+F2",
                "all job managers and task managers killed, started again",
                "the whole cluster",
                () -> {
                    for (FlinkProcess each : flink().all()) {
                        each.kill();
                    }
                    for (FlinkProcess each : flink().all()) {
                        each.restart();
                    }
                    return flink().all().size();
                });
    }

    void taskManagerPaused(int index) throws Exception {
        FlinkProcess target = flink().taskManager(index);
        run.meet(
                "F3",
                "task manager paused past its heartbeat, resumed as a zombie",
                target.toString(),
                () -> paused(target));
    }

    void jobManagerPaused() throws Exception {
        FlinkProcess target = flink().leader();
        run.meet(
                "F4",
                "leading job manager paused past its session, resumed",
                target.toString(),
                () -> paused(target));
    }

    void processEnded() throws Exception {
        run.meet(
                "F11 exit",
                "user code ends its process",
                "whichever task manager gets the event",
                () -> {
                    run.site().traffic().order(Event.Kind.LETHAL);
                    FlinkProcess ended = awaitEnd();
                    ended.restart();
                    return 1;
                });
    }

    void memoryUsedUp() throws Exception {
        run.meet(
                "F11 memory",
                "user code runs out of memory",
                "whichever task gets the event",
                () -> {
                    run.site().traffic().order(Event.Kind.HUGE);
                    Await.until(
                            "the task has failed",
                            ChaosSite.DEADLINE,
                            () -> run.site().job().lastFailure().contains("OutOfMemoryError"));
                    return 0;
                });
    }

    void deadLetterBrokerPaused() throws Exception {
        run.meet(
                "F14 slow",
                "dead letter queue does not answer for a while",
                run.site().brokers().deadLetters().toString(),
                () -> {
                    run.site().brokers().deadLetters().pause();
                    pass(OUTAGE);
                    run.site().brokers().deadLetters().resume();
                    return 0;
                });
    }

    void deadLetterBrokerKilled() throws Exception {
        run.meet(
                "F14 down",
                "dead letter queue is down for a while",
                run.site().brokers().deadLetters().toString(),
                () -> {
                    run.site().brokers().killDeadLetters();
                    pass(OUTAGE);
                    run.site().brokers().startDeadLetters();
                    return 1;
                });
    }

    void brokerKilled() throws Exception {
        run.meet(
                "F15",
                "Kafka killed, started again",
                run.site().brokers().main().toString(),
                () -> {
                    run.site().brokers().restartMain();
                    return 1;
                });
    }

    void brokerPaused() throws Exception {
        run.meet(
                "F15 paused",
                "Kafka paused, resumed",
                run.site().brokers().main().toString(),
                () -> {
                    run.site().brokers().main().pause();
                    pass(UNNOTICED_NO_MORE);
                    run.site().brokers().main().resume();
                    return 0;
                });
    }

    void networkSlow() throws Exception {
        throughProxy(
                "F19 slow",
                "each packet to and from Kafka 100 ms late",
                proxy -> proxy.delay(Duration.ofMillis(100)));
    }

    void networkCut() throws Exception {
        throughProxy("F19 cut", "connections to Kafka closed and refused", TcpProxy::cut);
    }

    void networkReset() throws Exception {
        throughProxy("F19 reset", "connections to Kafka reset and refused", TcpProxy::reset);
    }

    void networkHalfOpen() throws Exception {
        throughProxy("F19 half-open", "connections to Kafka open, and silent", TcpProxy::halfOpen);
    }

    private interface Disturbance {
        void disturb(TcpProxy proxy);
    }

    private void throughProxy(String number, String description, Disturbance disturbance)
            throws Exception {
        TcpProxy proxy = run.site().brokers().proxy();
        run.meet(
                number,
                description,
                "proxy at port " + proxy.port(),
                () -> {
                    disturbance.disturb(proxy);
                    pass(OUTAGE);
                    proxy.heal();
                    return 0;
                });
    }

    private FlinkProcesses flink() {
        return run.site().flink();
    }

    private FlinkProcess awaitEnd() {
        Await.until(
                "a task manager has ended",
                ChaosSite.DEADLINE,
                () -> flink().taskManagers().stream().anyMatch(each -> !each.isAlive()));
        return flink().taskManagers().stream()
                .filter(each -> !each.isAlive())
                .findFirst()
                .orElseThrow();
    }

    private static int killed(FlinkProcess target) throws IOException {
        target.restart();
        return 1;
    }

    private static int paused(FlinkProcess target) throws IOException {
        target.pause();
        pass(UNNOTICED_NO_MORE);
        target.resume();
        return 0;
    }

    /** How long a fault lasts is what it is; there is no condition to wait for. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
