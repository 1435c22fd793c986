// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that acknowledges before it has synced, and the kill that shows it. */
class EarlyAcknowledgementITCase {

    /** More than one buffer of 8192 bytes, and not two. */
    private static final int IDS = 1500;

    @TempDir private Path directory;

    @Test
    void shouldPassWhenAcknowledgedAfterTheSync() throws Exception {
        assertThat(ledger(false)).isBalanced();
    }

    @Test
    void shouldFindWhatWasAcknowledgedBeforeTheSync() throws Exception {
        JobLedger ledger = ledger(true);

        assertThat(ledger.verdict().lost()).hasSizeBetween(1, IDS - 1);
        assertThat(ledger).hasNothingTwice().hasInventedNothing();
        assertThatThrownBy(() -> assertThat(ledger).hasLostNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "Expected nothing lost, but found " + ledger.verdict().lost().size(),
                        "  " + ledger.verdict().lost().get(0).record(),
                        ": was in acknowledged, not in recovered\n");
    }

    private JobLedger ledger(boolean sabotaged) throws Exception {
        Path file = directory.resolve("received");
        List<String> acknowledged = send(file, sabotaged);
        return JobLedger.of("acknowledged", Sighting.inOrder("sender", acknowledged))
                .outcome("recovered", Sighting.inOrder("received", recover(file)));
    }

    /** Sends until all is acknowledged, then kills the receiver. */
    private static List<String> send(Path file, boolean sabotaged) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        Process receiver = Receiver.start(file, sabotaged);
        try (OutputStream out = receiver.getOutputStream();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(receiver.getInputStream(), UTF_8))) {
            for (int i = 0; i < IDS; i++) {
                out.write(("id-" + i + "\n").getBytes(UTF_8));
                out.flush();
                acknowledged.add(in.readLine());
            }
            // Before the streams are closed: the end of its input would make it write its buffer.
            receiver.destroyForcibly().waitFor();
        } finally {
            receiver.destroyForcibly();
        }
        return acknowledged;
    }

    /** All whole lines. */
    private static List<String> recover(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
