// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.process.JavaProcess;
import io.github.flinkresilience.testing.process.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker, one node in KRaft mode, as a process of its own on 127.0.0.1.
 *
 * <p>The process runs the Kafka server that is on the class path of this JVM. It ends when it is
 * closed or killed, and also when this JVM ends, whatever the way: it watches its standard input,
 * whose other end this JVM holds. Its data, configuration and log stay in its directory; a broker
 * started again on the same directory has the same address and the same topics.
 *
 * <p>Thread-safe. All methods but {@link #bootstrapServers()}, {@link #pid()} and {@link #log()}
 * block.
 */
public final class KafkaBroker implements AutoCloseable {

    /** How long a broker may take to start. */
    public static final Duration START_DEADLINE = Duration.ofSeconds(60);

    private static final Duration ADMIN_DEADLINE = Duration.ofSeconds(30);

    private final KafkaBrokerDirectory directory;
    private final JavaProcess process;
    private final Admin admin;

    private KafkaBroker(KafkaBrokerDirectory directory, JavaProcess process) {
        this.directory = directory;
        this.process = process;
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                directory.bootstrapServers()));
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param directory made if it does not exist; a directory that a broker has used before gives
     *     that broker's topics and address again
     * @throws IOException if the directory cannot be written or no process can be started
     * @throws IllegalStateException if the process ends before it answers; the message has the end
     *     of its log
     * @throws AssertionError if it does not answer within {@link #START_DEADLINE}
     */
    public static KafkaBroker start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    /**
     * Starts a broker with server properties of your own and waits until it answers.
     *
     * @param directory as in {@link #start(Path)}
     * @param properties Kafka server properties that win over the ones of this class; not used if
     *     the directory has been used before
     * @throws IOException as in {@link #start(Path)}
     */
    public static KafkaBroker start(Path directory, Map<String, String> properties)
            throws IOException {
        KafkaBrokerDirectory prepared = KafkaBrokerDirectory.prepare(directory, properties);
        JavaProcess process = KafkaBrokerProcess.launch(prepared);
        try {
            // A client that finds nobody listening fills the log with warnings, so the port first.
            process.awaitReady("it listens", START_DEADLINE, prepared::listening);
            KafkaBroker broker = new KafkaBroker(prepared, process);
            broker.awaitAnswer();
            return broker;
        } catch (RuntimeException | Error e) {
            process.kill();
            throw e;
        }
    }

    /** The broker's address, as Kafka clients take it: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return directory.bootstrapServers();
    }

    /**
     * Opens a bad network to this broker. Clients that start with {@code "127.0.0.1:" +
     * proxy.port()} stay behind it: that is the address the broker tells them. The proxy serves the
     * next broker of this directory, too; whoever opened it closes it.
     *
     * @throws IOException if it cannot listen, or has been opened already
     */
    public TcpProxy openProxy() throws IOException {
        Listeners listeners = directory.listeners();
        return TcpProxy.between(listeners.proxy(), listeners.behindProxy());
    }

    /** The process id of the broker. */
    public long pid() {
        return process.pid();
    }

    /** The file that has the broker's output. */
    public Path log() {
        return directory.log();
    }

    /**
     * Creates a topic and waits until it can be written.
     *
     * @throws java.util.concurrent.CompletionException if Kafka refuses it
     */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /**
     * Creates a topic and waits until it can be written.
     *
     * @param configs topic properties, such as {@code max.message.bytes}
     * @throws java.util.concurrent.CompletionException if Kafka refuses it
     */
    public void createTopic(String name, int partitions, Map<String, String> configs) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
        Await.result(
                "topic " + name + " created",
                ADMIN_DEADLINE,
                admin.createTopics(List.of(topic)).all());
        Await.until(
                "topic " + name + " with " + partitions + " partitions, each with a leader",
                ADMIN_DEADLINE,
                () -> partitionsWithLeader(name) == partitions);
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.kill();
        admin.close(Duration.ZERO);
    }

    /**
     * Stops the process where it is: connections stay open, and nobody answers.
     *
     * @throws IOException if the operating system refuses
     */
    public void pause() throws IOException {
        process.pause();
    }

    /**
     * Lets a paused process go on where it was.
     *
     * @throws IOException if the operating system refuses
     */
    public void resume() throws IOException {
        process.resume();
    }

    /**
     * Ends the process, orderly if that takes no longer than 10 seconds, and waits until it is
     * gone. The directory stays. Closing a closed or killed broker does nothing.
     */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
        process.close();
    }

    @Override
    public String toString() {
        return process.toString();
    }

    private void awaitAnswer() {
        try {
            Await.result("answer of " + this, START_DEADLINE, admin.describeCluster().nodes());
        } catch (RuntimeException | Error e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private long partitionsWithLeader(String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .filter(partition -> partition.leader() != null)
                .count();
    }
}
