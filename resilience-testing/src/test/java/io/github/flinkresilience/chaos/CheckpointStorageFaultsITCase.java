// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.cluster.ClusterLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The directory of checkpoints is full, or cannot be written, for a while. */
@Tag("chaos")
class CheckpointStorageFaultsITCase {

    private static final String AGAIN = "mvn verify -Pchaos -Dtest=CheckpointStorageFaultsITCase";

    @TempDir private Path directory;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldLoseNothingWhenCheckpointsCannotBeWritten() throws Exception {
        try (Tmpfs storage = Tmpfs.mount(directory.resolve("checkpoints"))) {
            ClusterLayout layout =
                    ClusterLayout.DEFAULT
                            .withTaskManagers(1, 2)
                            .withOption(
                                    "execution.checkpointing.dir",
                                    storage.directory().toUri().toString());
            try (ChaosRun run = ChaosRun.start(ChaosSetup.of("storage", layout), 0, AGAIN)) {
                run.meet(
                        "F7",
                        "directory of checkpoints full, then free again",
                        storage.toString(),
                        () -> full(storage, run.site()));
                run.meet(
                        "F8",
                        "directory of checkpoints read-only, then writable again",
                        storage.toString(),
                        () -> readOnly(storage, run.site()));
            }
        }
    }

    /** The task manager dies meanwhile: the job has to go back behind all failed checkpoints. */
    private static int full(Tmpfs storage, ChaosSite site) throws IOException {
        // Again and again: one checkpoint that goes leaves room for the next.
        awaitFailedCheckpoints(site, storage::fill);
        site.flink().taskManager(0).restart();
        site.job().awaitRunning(ChaosSite.DEADLINE);
        storage.free();
        return 1;
    }

    private static int readOnly(Tmpfs storage, ChaosSite site) throws IOException {
        storage.makeReadOnly();
        awaitFailedCheckpoints(site, () -> {});
        storage.makeWritable();
        return 0;
    }

    private interface Hindrance {
        void renew() throws IOException;
    }

    private static void awaitFailedCheckpoints(ChaosSite site, Hindrance hindrance)
            throws IOException {
        long before = site.job().failedCheckpoints();
        Await.until(
                "three checkpoints have failed",
                ChaosSite.DEADLINE,
                () -> {
                    hindrance.renew();
                    return site.job().failedCheckpoints() >= before + 3;
                });
    }
}
