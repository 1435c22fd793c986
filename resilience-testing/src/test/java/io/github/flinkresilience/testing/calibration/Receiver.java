// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that receives ids on its standard input, writes them to a file, and acknowledges each
 * on its standard output: after it has been synced, or, sabotaged, while it is still in a buffer.
 */
final class Receiver {

    private Receiver() {}

    static Process start(Path file, boolean sabotaged) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Receiver.class.getName(),
                        file.toString(),
                        Boolean.toString(sabotaged))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws IOException {
        boolean sabotaged = Boolean.parseBoolean(args[1]);
        try (BufferedReader ids =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8));
                FileOutputStream file = new FileOutputStream(args[0]);
                OutputStream log = sabotaged ? new BufferedOutputStream(file) : file) {
            for (String id = ids.readLine(); id != null; id = ids.readLine()) {
                log.write((id + "\n").getBytes(StandardCharsets.UTF_8));
                if (!sabotaged) {
                    file.getFD().sync();
                }
                System.out.println(id);
            }
        }
    }
}
