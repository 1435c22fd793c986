// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailedAttempt;
import io.github.flinkresilience.deadletter.FailedAttempts;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Dead letters to assert something about. */
final class Letters {

    private Letters() {}

    /** A record that could not be read, at its first try. */
    static DeadLetter unreadable(int partition, long offset, String payload) {
        return letter(
                Stage.DESERIALIZE,
                null,
                payload,
                Origin.of("orders", partition, offset),
                new IllegalArgumentException("not a number: " + payload),
                1);
    }

    /** A record that an operator has tried three times. */
    static DeadLetter refused(String key, String payload) {
        return letter(
                Stage.PROCESS,
                key,
                payload,
                Origin.at("line 7"),
                new IllegalStateException("refused", new IOException("card: declined")),
                3);
    }

    private static DeadLetter letter(
            Stage stage, String key, String payload, Origin origin, Exception cause, int tries) {
        FailedAttempt attempt = new FailedAttempt(Instant.EPOCH, "f");
        return new DeadLetter(
                "id",
                stage,
                Payload.raw(payload.getBytes(UTF_8)),
                key == null ? null : Payload.raw(key.getBytes(UTF_8)),
                origin,
                new OperatorInfo("job", "0", "charge", "charge-uid", 0, 0),
                Failure.of(cause),
                new FailedAttempts(tries, List.of(attempt)),
                null,
                null,
                null,
                0,
                0,
                0);
    }
}
