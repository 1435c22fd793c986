// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailedAttempt;
import io.github.flinkresilience.deadletter.FailedAttempts;
import io.github.flinkresilience.deadletter.FiredTimer;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * This library's own headers, which say everything about a dead letter except the bytes of its
 * payload and key, and the original headers: those are the record's own.
 *
 * <p>An original header may have one of these names, when a dead letter has been read as an
 * ordinary record and failed again. So the block begins with the version, ends the record, and says
 * how many original headers stand at the beginning of the record: everything at and after the
 * <em>last</em> version header is ours, and nothing before it is.
 */
final class NativeHeadersWriter {
    private final List<Header> headers = new ArrayList<>(48);

    private NativeHeadersWriter() {}

    static List<Header> headers(DeadLetter letter) {
        NativeHeadersWriter writer = new NativeHeadersWriter();
        writer.add(letter);
        return writer.headers;
    }

    private void add(DeadLetter letter) {
        add(NativeHeader.VERSION, NativeHeader.FORMAT_VERSION);
        add(NativeHeader.ORIGINAL_HEADERS, letter.origin().headers().size());
        add(NativeHeader.ID, letter.id());
        add(NativeHeader.STAGE, letter.stage().name());
        add(letter.failure());
        add(letter.origin());
        add(letter.operator());
        add(letter.attempts());
        add(NativeHeader.EVENT_TIME, letter.eventTime());
        add(NativeHeader.WATERMARK, letter.watermark());
        add(letter.timer());
        add(NativeHeader.OUTPUTS_DISCARDED, letter.outputsDiscarded());
        add(NativeHeader.OUTPUTS_EMITTED, letter.outputsEmitted());
        add(NativeHeader.REPLAYS, letter.replays());
        add(NativeHeader.PAYLOAD, letter.payload());
        if (letter.key() != null) {
            add(NativeHeader.KEY, letter.key());
        }
    }

    private void add(Failure failure) {
        add(NativeHeader.EXCEPTION_CLASS, failure.exceptionClass());
        add(NativeHeader.EXCEPTION_MESSAGE, failure.message());
        for (int i = 0; i < failure.causes().size(); i++) {
            add(NativeHeader.EXCEPTION_CAUSE + i, failure.causes().get(i));
        }
        add(NativeHeader.EXCEPTION_STACK_TRACE, failure.stackTrace());
        add(NativeHeader.EXCEPTION_FINGERPRINT, failure.fingerprint());
    }

    private void add(Origin origin) {
        add(NativeHeader.TOPIC, origin.topic());
        add(NativeHeader.PARTITION, origin.partition());
        add(NativeHeader.OFFSET, origin.offset());
        add(NativeHeader.TIMESTAMP, origin.timestamp());
        add(NativeHeader.TIMESTAMP_TYPE, origin.timestampType());
        add(NativeHeader.POSITION, origin.position());
    }

    private void add(OperatorInfo operator) {
        add(NativeHeader.JOB_NAME, operator.jobName());
        add(NativeHeader.JOB_ID, operator.jobId());
        add(NativeHeader.OPERATOR_NAME, operator.name());
        add(NativeHeader.OPERATOR_UID, operator.uid());
        add(NativeHeader.SUBTASK, operator.subtask());
        add(NativeHeader.TASK_ATTEMPT, operator.attempt());
    }

    private void add(FailedAttempts attempts) {
        add(NativeHeader.ATTEMPTS, attempts.count());
        for (int i = 0; i < attempts.kept().size(); i++) {
            FailedAttempt attempt = attempts.kept().get(i);
            add(NativeHeader.ATTEMPT + i, attempt.time() + " " + attempt.fingerprint());
        }
    }

    private void add(@Nullable FiredTimer timer) {
        if (timer != null) {
            add(NativeHeader.TIMER_DOMAIN, timer.domain().name());
            add(NativeHeader.TIMER_TIMESTAMP, timer.timestamp());
        }
    }

    private void add(String prefix, Payload payload) {
        add(prefix + NativeHeader.ENCODING, payload.encoding());
        add(prefix + NativeHeader.SHA256, payload.sha256());
        add(prefix + NativeHeader.LENGTH, payload.originalLength());
        add(prefix + NativeHeader.TRUNCATED, Boolean.toString(payload.truncated()));
    }

    private void add(String name, @Nullable Long number) {
        if (number != null) {
            headers.add(HeaderText.header(name, number));
        }
    }

    private void add(String name, long number) {
        headers.add(HeaderText.header(name, number));
    }

    private void add(String name, @Nullable String text) {
        if (text != null) {
            headers.add(HeaderText.header(name, text));
        }
    }
}
