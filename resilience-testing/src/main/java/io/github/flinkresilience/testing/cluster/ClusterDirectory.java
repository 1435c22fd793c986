// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of one cluster: configuration, logs, checkpoints, what high availability keeps. */
record ClusterDirectory(Path root) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Makes the directories and writes the configuration. */
    static ClusterDirectory prepare(Path directory, ClusterLayout layout, Ports ports)
            throws IOException {
        ClusterDirectory prepared = new ClusterDirectory(directory.toAbsolutePath());
        Files.createDirectories(prepared.configuration());
        Files.createDirectories(prepared.zooKeeperData());
        Files.createDirectories(prepared.root.resolve("tmp"));
        Files.writeString(prepared.zooKeeperData().resolve("myid"), "1");
        Files.writeString(prepared.zooKeeperConfiguration(), prepared.zooKeeper(ports));
        Files.writeString(
                prepared.configuration().resolve("config.yaml"), prepared.yaml(layout, ports));
        Files.writeString(prepared.logging(), logging4j());
        return prepared;
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path zooKeeperConfiguration() {
        return configuration().resolve("zoo.cfg");
    }

    Path logging() {
        return configuration().resolve("log4j2.properties");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** The file that gets the output of a process. */
    Path log(String name) {
        return root.resolve("log").resolve(name + ".log");
    }

    private Path zooKeeperData() {
        return root.resolve("zookeeper");
    }

    private String yaml(ClusterLayout layout, Ports ports) {
        Map<String, String> options = new TreeMap<>(common());
        options.put("taskmanager.numberOfTaskSlots", Integer.toString(layout.slots()));
        options.put("jobmanager.rpc.port", Integer.toString(ports.rpc()));
        if (layout.highAvailability()) {
            options.put("high-availability.type", "zookeeper");
            options.put("high-availability.storageDir", uri("ha"));
            options.put("high-availability.zookeeper.quorum", LOOPBACK + ":" + ports.zooKeeper());
            options.put("high-availability.zookeeper.client.session-timeout", "3000");
            options.put("high-availability.zookeeper.client.connection-timeout", "3000");
            options.put("high-availability.zookeeper.client.retry-wait", "500");
            options.put("high-availability.zookeeper.client.max-retry-attempts", "20");
        }
        options.putAll(layout.options());
        return options.entrySet().stream()
                .map(option -> option.getKey() + ": " + quoted(option.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> common() {
        return Map.ofEntries(
                Map.entry("jobmanager.rpc.address", LOOPBACK),
                Map.entry("jobmanager.bind-host", LOOPBACK),
                Map.entry("taskmanager.host", LOOPBACK),
                Map.entry("taskmanager.bind-host", LOOPBACK),
                Map.entry("rest.address", LOOPBACK),
                Map.entry("rest.bind-address", LOOPBACK),
                Map.entry("io.tmp.dirs", root.resolve("tmp").toString()),
                Map.entry("web.tmpdir", root.resolve("tmp").toString()),
                // Small, so that some fit on a small machine.
                Map.entry("taskmanager.cpu.cores", "1.0"),
                Map.entry("taskmanager.memory.framework.heap.size", "64m"),
                Map.entry("taskmanager.memory.framework.off-heap.size", "64m"),
                Map.entry("taskmanager.memory.task.heap.size", "384m"),
                Map.entry("taskmanager.memory.task.off-heap.size", "0b"),
                Map.entry("taskmanager.memory.network.min", "32m"),
                Map.entry("taskmanager.memory.network.max", "32m"),
                Map.entry("taskmanager.memory.managed.size", "16m"),
                Map.entry("taskmanager.memory.jvm-metaspace.size", "128m"),
                Map.entry("taskmanager.memory.jvm-overhead.min", "64m"),
                Map.entry("taskmanager.memory.jvm-overhead.max", "64m"),
                Map.entry("execution.checkpointing.dir", uri("checkpoints")),
                Map.entry("execution.checkpointing.savepoint-dir", uri("savepoints")),
                // Deaths are to be noticed in seconds.
                Map.entry("heartbeat.interval", "1000"),
                Map.entry("heartbeat.timeout", "4000"),
                Map.entry("cluster.registration.initial-timeout", "100"),
                Map.entry("cluster.registration.refused-registration-delay", "500"),
                Map.entry("restart-strategy.type", "fixed-delay"),
                Map.entry(
                        "restart-strategy.fixed-delay.attempts",
                        Integer.toString(Integer.MAX_VALUE)),
                Map.entry("restart-strategy.fixed-delay.delay", "500 ms"));
    }

    private String zooKeeper(Ports ports) {
        return """
                tickTime=500
                initLimit=10
                syncLimit=5
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                server.1=127.0.0.1:%d:%d
                """
                .formatted(zooKeeperData(), ports.zooKeeper(), ports.quorum(), ports.election());
    }

    private static String logging4j() {
        return """
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{ISO8601} %-5p %c{1} %m%n
                logger.kafka.name = org.apache.kafka
                logger.kafka.level = warn
                logger.zookeeper.name = org.apache.flink.shaded
                logger.zookeeper.level = warn
                """;
    }

    private String uri(String child) {
        return root.resolve(child).toUri().toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
