// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.failure.Failure;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.TimeDomain;

/** Two dead letters whose bytes and texts are written down. */
final class GoldenDeadLetters {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private GoldenDeadLetters() {}

    /** With everything that a record can have. */
    static DeadLetter record() {
        return new DeadLetter(
                "0123456789abcdef0123456789abcdef",
                Stage.PROCESS,
                Payload.of("{\"größe\":42}".getBytes(UTF_8), "json").truncatedTo(6),
                Payload.of(new byte[] {0, 0, 0, 7}, "flink:IntSerializer"),
                Origin.of("orders", 3, 42)
                        .withTimestamp(NOON.toEpochMilli(), "CreateTime")
                        .withHeaders(List.of(Header.of("trace", "1"), new Header("empty", null))),
                new OperatorInfo("shop", "f".repeat(32), "charge", "charge-uid", 1, 2),
                new Failure(
                        "com.acme.BrokenRule",
                        "too late\nby far",
                        "com.acme.BrokenRule: too late\n\tat com.acme.Charge.charge",
                        List.of(
                                "com.acme.BrokenRule: too late\nby far",
                                "java.net.SocketException: closed"),
                        "00112233445566ff"),
                FailedAttempts.first(new FailedAttempt(NOON, "00112233445566ff"))
                        .plus(new FailedAttempt(NOON.plusMillis(100), "ffeeddccbbaa9988")),
                NOON.toEpochMilli(),
                NOON.minusSeconds(5).toEpochMilli(),
                null,
                2,
                1,
                1);
    }

    /** With as little as possible. */
    static DeadLetter timer() {
        return new DeadLetter(
                "",
                Stage.TIMER,
                Payload.none(),
                null,
                Origin.unknown(),
                new OperatorInfo("", "", "windows", null, 0, 0),
                new Failure("C", null, "", List.of(), "f"),
                FailedAttempts.first(new FailedAttempt(NOON, "f")),
                null,
                null,
                new FiredTimer(TimeDomain.PROCESSING_TIME, 42),
                0,
                0,
                0);
    }
}
