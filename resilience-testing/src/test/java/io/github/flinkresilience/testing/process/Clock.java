// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that ticks, fails, or has children: one that ticks and one that is paused. */
final class Clock {

    private Clock() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "fail" -> throw new IllegalArgumentException(args[1]);
            case "parent" -> haveChildren(Path.of(args[1]));
            default -> tick();
        }
    }

    private static void tick() throws InterruptedException {
        while (true) {
            System.out.println("tick");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void haveChildren(Path pids) throws Exception {
        JavaProcess running = child(pids.resolveSibling("running.log"));
        JavaProcess paused = child(pids.resolveSibling("paused.log"));
        paused.pause();
        Path draft = pids.resolveSibling("draft");
        Files.write(draft, List.of(running.pid() + "", paused.pid() + ""));
        Files.move(draft, pids, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }

    private static JavaProcess child(Path log) throws Exception {
        return JavaProcess.start(
                JavaCommand.of("child", Clock.class.getName(), log).withArguments(List.of("tick")));
    }
}
