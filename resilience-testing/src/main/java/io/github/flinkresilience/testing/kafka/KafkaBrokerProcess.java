// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import io.github.flinkresilience.testing.process.JavaCommand;
import io.github.flinkresilience.testing.process.JavaProcess;
import java.io.IOException;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's process, seen from both sides: {@link #launch} runs in the parent, {@link #main} in
 * the child.
 */
final class KafkaBrokerProcess {

    /** Names this cluster on disk; formatting a directory again must find the same name. */
    private static final String CLUSTER_ID = "ZmxpbmtyZXNpbGllbmNlMA";

    private KafkaBrokerProcess() {}

    static JavaProcess launch(KafkaBrokerDirectory directory) throws IOException {
        return JavaProcess.start(
                JavaCommand.of(
                                "Kafka broker " + directory.bootstrapServers(),
                                KafkaBrokerProcess.class.getName(),
                                directory.log())
                        .withJvmOptions(
                                List.of(
                                        "-Xmx512m",
                                        "-Dlog4j2.configurationFile="
                                                + directory.loggingProperties().toUri()))
                        .withArguments(List.of(directory.properties().toString())));
    }

    /**
     * Formats the storage if that has not been done, and runs the broker until the process ends.
     *
     * @param args the file of the server properties
     */
    public static void main(String[] args) {
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
}
