// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailedAttempt;
import io.github.flinkresilience.deadletter.FailedAttempts;
import io.github.flinkresilience.deadletter.FiredTimer;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes a dead letter of what {@link NativeHeadersWriter} has written. */
final class NativeHeadersReader {
    private final NativeHeaders headers;

    private NativeHeadersReader(NativeHeaders headers) {
        this.headers = headers;
    }

    static DeadLetter read(ConsumerRecord<byte[], byte[]> record)
            throws MalformedDeadLetterException {
        return new NativeHeadersReader(NativeHeaders.of(record)).deadLetter(record);
    }

    private DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record)
            throws MalformedDeadLetterException {
        return new DeadLetter(
                headers.text(NativeHeader.ID),
                headers.constant(NativeHeader.STAGE, Stage.class),
                payload(NativeHeader.PAYLOAD, record.value()),
                key(record.key()),
                origin(),
                operator(),
                failure(),
                attempts(),
                headers.optionalNumber(NativeHeader.EVENT_TIME),
                headers.optionalNumber(NativeHeader.WATERMARK),
                timer(),
                headers.integer(NativeHeader.OUTPUTS_DISCARDED),
                headers.integer(NativeHeader.OUTPUTS_EMITTED),
                headers.integer(NativeHeader.REPLAYS));
    }

    private Payload payload(String prefix, @Nullable byte[] bytes)
            throws MalformedDeadLetterException {
        return new Payload(
                bytes,
                headers.text(prefix + NativeHeader.ENCODING),
                headers.text(prefix + NativeHeader.SHA256),
                headers.integer(prefix + NativeHeader.LENGTH),
                headers.flag(prefix + NativeHeader.TRUNCATED));
    }

    @Nullable
    private Payload key(@Nullable byte[] bytes) throws MalformedDeadLetterException {
        if (headers.has(NativeHeader.KEY + NativeHeader.ENCODING)) {
            return payload(NativeHeader.KEY, bytes);
        }
        if (bytes != null) {
            throw headers.malformed(
                    NativeHeader.KEY + NativeHeader.ENCODING,
                    "is missing, but the record has a key");
        }
        return null;
    }

    private Origin origin() throws MalformedDeadLetterException {
        return new Origin(
                headers.optionalText(NativeHeader.TOPIC),
                headers.integer(NativeHeader.PARTITION),
                headers.number(NativeHeader.OFFSET),
                headers.number(NativeHeader.TIMESTAMP),
                headers.optionalText(NativeHeader.TIMESTAMP_TYPE),
                headers.original(),
                headers.optionalText(NativeHeader.POSITION));
    }

    private OperatorInfo operator() throws MalformedDeadLetterException {
        return new OperatorInfo(
                headers.text(NativeHeader.JOB_NAME),
                headers.text(NativeHeader.JOB_ID),
                headers.text(NativeHeader.OPERATOR_NAME),
                headers.optionalText(NativeHeader.OPERATOR_UID),
                headers.integer(NativeHeader.SUBTASK),
                headers.integer(NativeHeader.TASK_ATTEMPT));
    }

    private Failure failure() throws MalformedDeadLetterException {
        return new Failure(
                headers.text(NativeHeader.EXCEPTION_CLASS),
                headers.optionalText(NativeHeader.EXCEPTION_MESSAGE),
                headers.text(NativeHeader.EXCEPTION_STACK_TRACE),
                headers.numbered(NativeHeader.EXCEPTION_CAUSE),
                headers.text(NativeHeader.EXCEPTION_FINGERPRINT));
    }

    private FailedAttempts attempts() throws MalformedDeadLetterException {
        List<FailedAttempt> kept = new ArrayList<>();
        for (String text : headers.numbered(NativeHeader.ATTEMPT)) {
            kept.add(attempt(NativeHeader.ATTEMPT + kept.size(), text));
        }
        int count = headers.integer(NativeHeader.ATTEMPTS);
        if (kept.isEmpty() || kept.size() > FailedAttempts.MOST_KEPT || count < kept.size()) {
            throw headers.malformed(
                    NativeHeader.ATTEMPTS,
                    "is %d, with %d attempts in detail".formatted(count, kept.size()));
        }
        return new FailedAttempts(count, kept);
    }

    private FailedAttempt attempt(String name, String text) throws MalformedDeadLetterException {
        int space = text.indexOf(' ');
        try {
            return new FailedAttempt(
                    Instant.parse(text.substring(0, Math.max(space, 0))),
                    text.substring(space + 1));
        } catch (DateTimeException e) {
            throw headers.malformed(
                    name, "does not begin with a time such as 2026-01-31T00:00:00Z");
        }
    }

    @Nullable
    private FiredTimer timer() throws MalformedDeadLetterException {
        if (!headers.has(NativeHeader.TIMER_DOMAIN)) {
            return null;
        }
        return new FiredTimer(
                headers.constant(NativeHeader.TIMER_DOMAIN, TimeDomain.class),
                headers.number(NativeHeader.TIMER_TIMESTAMP));
    }
}
