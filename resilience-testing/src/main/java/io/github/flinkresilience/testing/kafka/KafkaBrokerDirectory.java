// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import io.github.flinkresilience.testing.process.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The directory of one broker: its server properties, its log file and its data. */
final class KafkaBrokerDirectory {

    private static final int PROBE_MILLIS = 200;

    private final Path root;
    private final Listeners listeners;

    private KafkaBrokerDirectory(Path root, Listeners listeners) {
        this.root = root;
        this.listeners = listeners;
    }

    /** Opens a directory that a broker has used before, or makes a new one with free ports. */
    static KafkaBrokerDirectory prepare(Path directory, Map<String, String> overrides)
            throws IOException {
        Path root = Files.createDirectories(directory.toAbsolutePath());
        Path file = root.resolve("server.properties");
        if (Files.notExists(file)) {
            write(file, serverProperties(root.resolve("data"), overrides));
            Files.writeString(root.resolve("log4j2.properties"), logging());
        }
        return new KafkaBrokerDirectory(root, Listeners.of(load(file)));
    }

    Path properties() {
        return root.resolve("server.properties");
    }

    /** Used if the class path has Log4j 2; the broker's log is of use whatever the tests log. */
    Path loggingProperties() {
        return root.resolve("log4j2.properties");
    }

    Path log() {
        return root.resolve("broker.log");
    }

    String bootstrapServers() {
        return "127.0.0.1:" + listeners.direct();
    }

    Listeners listeners() {
        return listeners;
    }

    boolean listening() {
        try (Socket socket = new Socket()) {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            socket.connect(new InetSocketAddress(loopback, listeners.direct()), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Properties serverProperties(Path data, Map<String, String> overrides) {
        Listeners listeners = Listeners.free();
        String controller = "127.0.0.1:" + FreePorts.next();
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        listeners.putInto(properties, controller);
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
        // One node, so one replica of everything.
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        // Flink's default transaction timeout is an hour.
        properties.put("transaction.max.timeout.ms", "3600000");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // Without these two, a broker started again after a kill is refused for nine seconds.
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "250");
        properties.putAll(overrides);
        return properties;
    }

    private static String logging() {
        return """
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{ISO8601} %-5p %c{1} %m%n
                """;
    }

    private static void write(Path file, Properties properties) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
