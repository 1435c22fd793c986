// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process of its own is to run: a main class of this JVM's class path.
 *
 * @param name what messages call the process
 * @param mainClass its main class
 * @param arguments what its main method gets
 * @param jvmOptions options of its JVM, heap size and system properties among them
 * @param log the file that gets its output, appended to
 * @param javaHome the Java installation that runs it
 */
public record JavaCommand(
        String name,
        String mainClass,
        List<String> arguments,
        List<String> jvmOptions,
        Path log,
        Path javaHome) {

    private static final List<String> SMALL_AND_QUICK_TO_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public JavaCommand {
        arguments = List.copyOf(arguments);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** A command without arguments or options, on the Java installation that runs this JVM. */
    public static JavaCommand of(String name, String mainClass, Path log) {
        return new JavaCommand(
                name,
                mainClass,
                List.of(),
                List.of(),
                log,
                Path.of(System.getProperty("java.home")));
    }

    /** The same with other arguments. */
    public JavaCommand withArguments(List<String> others) {
        return new JavaCommand(name, mainClass, others, jvmOptions, log, javaHome);
    }

    /** The same with other options of the JVM. */
    public JavaCommand withJvmOptions(List<String> others) {
        return new JavaCommand(name, mainClass, arguments, others, log, javaHome);
    }

    /** The same on another Java installation. */
    public JavaCommand withJavaHome(Path other) {
        return new JavaCommand(name, mainClass, arguments, jvmOptions, log, other);
    }

    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(javaHome.resolve("bin").resolve("java").toString());
        line.addAll(SMALL_AND_QUICK_TO_START);
        line.addAll(jvmOptions);
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(JavaProcessMain.class.getName());
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
