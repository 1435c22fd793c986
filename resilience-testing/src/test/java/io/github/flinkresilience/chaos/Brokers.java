// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.process.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import javax.annotation.Nullable;

/** The Kafka of a chaos run: a broker for all, or one for dead letters apart; perhaps a proxy. */
final class Brokers implements AutoCloseable {

    private static final int PARTITIONS = 2;

    private final Path directory;
    private KafkaBroker main;
    @Nullable private KafkaBroker deadLetters;
    @Nullable private TcpProxy proxy;

    private Brokers(Path directory, KafkaBroker main) {
        this.directory = directory;
        this.main = main;
    }

    static Brokers start(ChaosSetup setup) throws IOException {
        Path directory = setup.directory();
        Brokers brokers = new Brokers(directory, KafkaBroker.start(directory.resolve("kafka")));
        try {
            if (setup.apartDeadLetters()) {
                brokers.deadLetters = KafkaBroker.start(directory.resolve("kafka-dlq"));
            }
            if (setup.behindProxy()) {
                brokers.proxy = brokers.main.openProxy();
            }
            brokers.main.createTopic(EventJob.EVENTS, PARTITIONS);
            brokers.main.createTopic(EventJob.RECEIPTS, PARTITIONS);
            brokers.deadLetters().createTopic(EventJob.DEAD_LETTERS, PARTITIONS);
            return brokers;
        } catch (IOException | RuntimeException | Error e) {
            brokers.close();
            throw e;
        }
    }

    KafkaBroker main() {
        return main;
    }

    KafkaBroker deadLetters() {
        return deadLetters == null ? main : deadLetters;
    }

    TcpProxy proxy() {
        return proxy;
    }

    /** What the job is told to connect to. */
    String addressForJob() {
        return proxy == null ? main.bootstrapServers() : "127.0.0.1:" + proxy.port();
    }

    /** Kills the main broker and starts one again on what it had written. */
    void restartMain() throws IOException {
        main.kill();
        main = KafkaBroker.start(directory.resolve("kafka"));
    }

    /** Kills the broker of dead letters. */
    void killDeadLetters() {
        deadLetters.kill();
    }

    /** Starts a broker again on the dead letters written so far. */
    void startDeadLetters() throws IOException {
        deadLetters = KafkaBroker.start(directory.resolve("kafka-dlq"));
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        if (deadLetters != null) {
            deadLetters.kill();
        }
        main.kill();
    }
}
