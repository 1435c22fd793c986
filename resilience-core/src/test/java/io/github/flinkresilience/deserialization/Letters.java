// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailedAttempt;
import io.github.flinkresilience.deadletter.FailedAttempts;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.Failure;
import java.time.Instant;
import java.util.List;

/** One dead letter of a deserializer. */
final class Letters {
    private Letters() {}

    static DeadLetter unreadable() {
        return new DeadLetter(
                "0123456789abcdef",
                Stage.DESERIALIZE,
                Payload.raw(new byte[] {(byte) 0xff, 0, '{'}),
                Payload.raw("key".getBytes(UTF_8)),
                Origin.of("orders", 2, 41)
                        .withTimestamp(1_700_000_000_000L, "CreateTime")
                        .withHeaders(List.of(Header.of("trace", "1"), new Header("trace", null))),
                new OperatorInfo("shop", "0".repeat(32), "orders", null, 3, 1),
                new Failure(
                        "java.io.IOException",
                        "größe",
                        "java.io.IOException: größe",
                        List.of("java.io.IOException: größe"),
                        "00ff00ff00ff00ff"),
                FailedAttempts.first(
                        new FailedAttempt(Instant.ofEpochMilli(1L), "00ff00ff00ff00ff")),
                1_700_000_000_000L,
                null,
                null,
                0,
                0,
                0);
    }
}
