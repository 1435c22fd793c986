// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

/**
 * Names of this library's own headers, version 1. Values are UTF-8 text; a value that is null in
 * the dead letter has no header.
 */
final class NativeHeader {
    static final int FORMAT_VERSION = 1;

    static final String PREFIX = "__flink.errors.";
    static final String VERSION = PREFIX + "version";
    static final String ORIGINAL_HEADERS = PREFIX + "original.headers";
    static final String ID = PREFIX + "id";
    static final String STAGE = PREFIX + "stage";
    static final String REPLAYS = PREFIX + "replays";

    static final String PAYLOAD = PREFIX + "payload.";
    static final String KEY = PREFIX + "key.";
    static final String ENCODING = "encoding";
    static final String SHA256 = "sha256";
    static final String LENGTH = "length";
    static final String TRUNCATED = "truncated";

    static final String TOPIC = PREFIX + "topic";
    static final String PARTITION = PREFIX + "partition";
    static final String OFFSET = PREFIX + "offset";
    static final String TIMESTAMP = PREFIX + "timestamp";
    static final String TIMESTAMP_TYPE = PREFIX + "timestamp.type";
    static final String POSITION = PREFIX + "position";

    static final String JOB_NAME = PREFIX + "job.name";
    static final String JOB_ID = PREFIX + "job.id";
    static final String OPERATOR_NAME = PREFIX + "operator.name";
    static final String OPERATOR_UID = PREFIX + "operator.uid";
    static final String SUBTASK = PREFIX + "subtask";
    static final String TASK_ATTEMPT = PREFIX + "task.attempt";

    static final String EXCEPTION_CLASS = PREFIX + "exception.class";
    static final String EXCEPTION_MESSAGE = PREFIX + "exception.message";
    static final String EXCEPTION_STACK_TRACE = PREFIX + "exception.stacktrace";
    static final String EXCEPTION_FINGERPRINT = PREFIX + "exception.fingerprint";

    /** Followed by 0, 1, and so on. */
    static final String EXCEPTION_CAUSE = PREFIX + "exception.cause.";

    static final String ATTEMPTS = PREFIX + "attempts";

    /** Followed by 0, 1, and so on. */
    static final String ATTEMPT = PREFIX + "attempt.";

    static final String EVENT_TIME = PREFIX + "event.time";
    static final String WATERMARK = PREFIX + "watermark";
    static final String TIMER_DOMAIN = PREFIX + "timer.domain";
    static final String TIMER_TIMESTAMP = PREFIX + "timer.timestamp";
    static final String OUTPUTS_DISCARDED = PREFIX + "outputs.discarded";
    static final String OUTPUTS_EMITTED = PREFIX + "outputs.emitted";

    private NativeHeader() {}
}
