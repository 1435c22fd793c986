// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's process, seen from both sides: {@link #launch} runs in the parent, {@link #main} in
 * the child.
 *
 * <p>The child reads its standard input, to which nobody ever writes. The operating system closes
 * the parent's end when the parent ends, even by {@code kill -9}; the child then halts. A shutdown
 * hook in the parent could not promise that.
 */
final class KafkaBrokerProcess {

    /** Names this cluster on disk; formatting a directory again must find the same name. */
    private static final String CLUSTER_ID = "ZmxpbmtyZXNpbGllbmNlMA";

    private static final int EXIT_ORPHANED = 3;

    private KafkaBrokerProcess() {}

    static Process launch(KafkaBrokerDirectory directory) throws IOException {
        return new ProcessBuilder(command(directory))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
                .start();
    }

    private static List<String> command(KafkaBrokerDirectory directory) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + directory.loggingProperties().toUri(),
                "-cp",
                System.getProperty("java.class.path"),
                KafkaBrokerProcess.class.getName(),
                directory.properties().toString());
    }

    /**
     * Formats the storage if that has not been done, and runs the broker until the process ends.
     *
     * @param args the file of the server properties
     */
    public static void main(String[] args) {
        haltWhenOrphaned();
        String properties = args[0];
        int formatted =
                StorageTool.execute(
                        new String[] {
                            "format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", properties
                        },
                        System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        Kafka.main(new String[] {properties});
    }

    private static void haltWhenOrphaned() {
        Thread watch =
                new Thread(
                        () -> {
                            awaitEnd(System.in);
                            Runtime.getRuntime().halt(EXIT_ORPHANED);
                        },
                        "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream in) {
        try {
            while (in.read() != -1) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an end, too.
        }
    }
}
