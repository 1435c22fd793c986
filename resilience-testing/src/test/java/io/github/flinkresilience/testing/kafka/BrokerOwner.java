// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that starts a broker, says its process id, and stays until it is killed. */
final class BrokerOwner {

    private static final String ANSWER = "broker process ";

    private BrokerOwner() {}

    static Process launch(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static long awaitBroker(Process owner) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ANSWER)) {
                return Long.parseLong(line.substring(ANSWER.length()));
            }
        }
        throw new IllegalStateException("the owner ended before its broker started");
    }

    public static void main(String[] args) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(Path.of(args[0]))) {
            System.out.println(ANSWER + broker.pid());
            new CountDownLatch(1).await();
        }
    }
}
