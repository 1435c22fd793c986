// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who leads among job managers. Their REST interfaces do not tell, as each asks the one that leads;
 * their logs do.
 */
final class Leaders {

    private static final String GRANTED = " was granted leadership with leaderSessionID";

    private Leaders() {}

    static FlinkProcess among(List<FlinkProcess> jobManagers) {
        return jobManagers.stream()
                .filter(each -> each.isAlive() && !lastGrant(each).isEmpty())
                .max(Comparator.comparing(Leaders::lastGrant))
                .orElseThrow(
                        () -> new IllegalStateException("no job manager leads of " + jobManagers));
    }

    /** The line of the log; lines begin with their time, so later ones are greater. */
    private static String lastGrant(FlinkProcess jobManager) {
        try (Stream<String> lines = Files.lines(jobManager.log())) {
            return lines.filter(line -> line.contains(GRANTED))
                    .reduce((earlier, later) -> later)
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
