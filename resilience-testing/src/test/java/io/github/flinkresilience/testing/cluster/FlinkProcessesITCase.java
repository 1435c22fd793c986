// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class FlinkProcessesITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void shouldRunTheMainMethodOfAJarAndLeaveNoProcess() throws Exception {
        List<FlinkProcess> processes;
        try (FlinkProcesses cluster =
                FlinkProcesses.start(directory, ClusterLayout.DEFAULT.withoutHighAvailability())) {
            processes = cluster.all();

            RemoteJob job =
                    cluster.run(
                            jar(CountingMain.class), CountingMain.class.getName(), List.of("9"));

            assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
            assertThatThrownBy(
                            () -> cluster.run(jar(CountingMain.class), "no.such.Main", List.of()))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("no.such.Main");
            assertThatThrownBy(cluster::zooKeeper)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without high availability");
        }
        assertThat(processes)
                .hasSize(2)
                .allMatch(process -> ProcessHandle.of(process.pid()).isEmpty());
    }

    @Test
    void shouldSayWhatTheLogSaysWhenTheClusterDoesNotStart() {
        ClusterLayout layout =
                ClusterLayout.DEFAULT
                        .withoutHighAvailability()
                        .withOption("taskmanager.memory.network.min", "much");

        assertThatThrownBy(() -> FlinkProcesses.start(directory, layout))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taskmanager-0, process")
                .hasMessageContaining("exit code")
                .hasMessageContaining("taskmanager.memory.network.min");
    }

    @Test
    void shouldEndWithinItsDeadlineWhenTheClusterIsNotUpInTime() {
        long start = System.nanoTime();

        assertThatThrownBy(
                        () ->
                                FlinkProcesses.start(
                                        directory,
                                        ClusterLayout.DEFAULT.withoutHighAvailability(),
                                        Duration.ofMillis(300)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("jobmanager-0, process")
                .hasMessageContaining("all task managers registered")
                .hasMessageContaining("jobmanager-0.log");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void shouldNameTheDirectoryWhenThereIsNoJava() {
        Path nowhere = directory.resolve("jdk");

        assertThatThrownBy(
                        () ->
                                FlinkProcesses.start(
                                        directory, ClusterLayout.DEFAULT.withJavaHome(nowhere)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void shouldRefuseLayoutsThatMakeNoSense() {
        assertThatThrownBy(() -> ClusterLayout.DEFAULT.withTaskManagers(0, 1))
                .hasMessage("taskManagers is 0; allowed is 1 and more");
        assertThatThrownBy(() -> ClusterLayout.DEFAULT.withJobManagers(2).withoutHighAvailability())
                .hasMessage("jobManagers is 2; without high availability it can only be 1");
    }

    private Path jar(Class<?> main) throws IOException {
        Path jar = directory.resolve("job.jar");
        String entry = main.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream in = main.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
