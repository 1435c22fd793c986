// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import io.github.flinkresilience.testing.process.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the processes of a cluster are started: each runs a main class of flink-runtime. */
record Commands(ClusterDirectory directory, ClusterLayout layout, Ports ports) {

    private static final String ZOO_KEEPER =
            "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";
    private static final String JOB_MANAGER =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER =
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    /** What Flink and Kryo look into by reflection. */
    private static final List<String> OPENED =
            Stream.of(
                            "java.lang",
                            "java.lang.reflect",
                            "java.io",
                            "java.net",
                            "java.nio",
                            "java.text",
                            "java.time",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "java.util.concurrent.locks",
                            "sun.nio.ch")
                    .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                    .toList();

    FlinkProcess zooKeeper() throws IOException {
        List<String> arguments =
                List.of(
                        "--zkConfigFile",
                        directory.zooKeeperConfiguration().toString(),
                        "--peerId",
                        "1");
        JavaCommand command = command("zookeeper", ZOO_KEEPER, "-Xmx128m").withArguments(arguments);
        return FlinkProcess.start(start -> command);
    }

    FlinkProcess jobManager(int number) throws IOException {
        String port = Integer.toString(ports.rest().get(number));
        JavaCommand command =
                command("jobmanager-" + number, JOB_MANAGER, "-Xmx512m")
                        .withArguments(configured("rest.port=" + port, "rest.bind-port=" + port));
        return FlinkProcess.start(start -> command);
    }

    /** Under a new name at each start: to the job manager it is another one. */
    FlinkProcess taskManager(int number) throws IOException {
        String name = "taskmanager-" + number;
        JavaCommand command = command(name, TASK_MANAGER, "-Xmx512m");
        return FlinkProcess.start(
                start ->
                        command.withArguments(
                                configured("taskmanager.resource-id=" + name + "-" + start)));
    }

    private JavaCommand command(String name, String mainClass, String heap) {
        List<String> options = new ArrayList<>(OPENED);
        options.add(heap);
        options.add("-Dlog4j2.configurationFile=" + directory.logging().toUri());
        return JavaCommand.of(name, mainClass, directory.log(name))
                .withJvmOptions(options)
                .withJavaHome(layout.javaHome());
    }

    private List<String> configured(String... options) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-c");
        arguments.add(directory.configuration().toString());
        for (String option : options) {
            arguments.add("-D");
            arguments.add(option);
        }
        return arguments;
    }
}
