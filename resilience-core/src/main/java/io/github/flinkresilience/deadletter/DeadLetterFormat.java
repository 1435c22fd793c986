// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static io.github.flinkresilience.deadletter.WireFormat.damaged;
import static io.github.flinkresilience.deadletter.WireFormat.readBytes;
import static io.github.flinkresilience.deadletter.WireFormat.readList;
import static io.github.flinkresilience.deadletter.WireFormat.readLong;
import static io.github.flinkresilience.deadletter.WireFormat.readRequiredText;
import static io.github.flinkresilience.deadletter.WireFormat.readText;
import static io.github.flinkresilience.deadletter.WireFormat.writeBytes;
import static io.github.flinkresilience.deadletter.WireFormat.writeList;
import static io.github.flinkresilience.deadletter.WireFormat.writeLong;
import static io.github.flinkresilience.deadletter.WireFormat.writeText;

import io.github.flinkresilience.failure.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.TimeDomain;

/**
 * The binary format of dead letters, version 1: a version byte, then the components in the order of
 * the record. Text is UTF-8 with its length in bytes as an int first, -1 for null; instants are
 * milliseconds; enums are their names.
 *
 * <p>A later version adds its own {@code readBodyN}; no released one is ever changed.
 */
final class DeadLetterFormat {
    static final int VERSION = 1;

    static final DeadLetter BLANK =
            new DeadLetter(
                    "",
                    Stage.PROCESS,
                    Payload.none(),
                    null,
                    Origin.unknown(),
                    new OperatorInfo("", "", "", null, 0, 0),
                    new Failure("", null, "", List.of(), ""),
                    FailedAttempts.first(new FailedAttempt(Instant.EPOCH, "")),
                    null,
                    null,
                    null,
                    0,
                    0,
                    0);

    private DeadLetterFormat() {}

    static void write(DeadLetter letter, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        writeText(letter.id(), target);
        writeText(letter.stage().name(), target);
        writePayload(letter.payload(), target);
        target.writeBoolean(letter.key() != null);
        if (letter.key() != null) {
            writePayload(letter.key(), target);
        }
        writeOrigin(letter.origin(), target);
        writeOperator(letter.operator(), target);
        writeFailure(letter.failure(), target);
        target.writeInt(letter.attempts().count());
        writeList(letter.attempts().kept(), DeadLetterFormat::writeAttempt, target);
        writeLong(letter.eventTime(), target);
        writeLong(letter.watermark(), target);
        target.writeBoolean(letter.timer() != null);
        if (letter.timer() != null) {
            writeText(letter.timer().domain().name(), target);
            target.writeLong(letter.timer().timestamp());
        }
        target.writeInt(letter.outputsDiscarded());
        target.writeInt(letter.outputsEmitted());
        target.writeInt(letter.replays());
    }

    static DeadLetter read(DataInputView source) throws IOException {
        int version = source.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException(
                    "dead letter has format version %d; this release reads version %d: it was written by a newer release, or is damaged"
                            .formatted(version, VERSION));
        }
        return new DeadLetter(
                readRequiredText(source),
                constant(Stage.class, readRequiredText(source)),
                readPayload(source),
                source.readBoolean() ? readPayload(source) : null,
                readOrigin(source),
                readOperator(source),
                readFailure(source),
                readAttempts(source),
                readLong(source),
                readLong(source),
                source.readBoolean() ? readTimer(source) : null,
                source.readInt(),
                source.readInt(),
                source.readInt());
    }

    private static void writePayload(Payload payload, DataOutputView target) throws IOException {
        writeBytes(payload.bytes(), target);
        writeText(payload.encoding(), target);
        writeText(payload.sha256(), target);
        target.writeInt(payload.originalLength());
        target.writeBoolean(payload.truncated());
    }

    private static Payload readPayload(DataInputView source) throws IOException {
        return new Payload(
                readBytes(source),
                readRequiredText(source),
                readRequiredText(source),
                source.readInt(),
                source.readBoolean());
    }

    private static void writeOrigin(Origin origin, DataOutputView target) throws IOException {
        writeText(origin.topic(), target);
        target.writeInt(origin.partition());
        target.writeLong(origin.offset());
        target.writeLong(origin.timestamp());
        writeText(origin.timestampType(), target);
        writeList(origin.headers(), DeadLetterFormat::writeHeader, target);
        writeText(origin.position(), target);
    }

    private static Origin readOrigin(DataInputView source) throws IOException {
        return new Origin(
                readText(source),
                source.readInt(),
                source.readLong(),
                source.readLong(),
                readText(source),
                readList(in -> new Header(readRequiredText(in), readBytes(in)), source),
                readText(source));
    }

    private static void writeHeader(Header header, DataOutputView target) throws IOException {
        writeText(header.key(), target);
        writeBytes(header.value(), target);
    }

    private static void writeOperator(OperatorInfo info, DataOutputView target) throws IOException {
        writeText(info.jobName(), target);
        writeText(info.jobId(), target);
        writeText(info.name(), target);
        writeText(info.uid(), target);
        target.writeInt(info.subtask());
        target.writeInt(info.attempt());
    }

    private static OperatorInfo readOperator(DataInputView source) throws IOException {
        return new OperatorInfo(
                readRequiredText(source),
                readRequiredText(source),
                readRequiredText(source),
                readText(source),
                source.readInt(),
                source.readInt());
    }

    private static void writeFailure(Failure failure, DataOutputView target) throws IOException {
        writeText(failure.exceptionClass(), target);
        writeText(failure.message(), target);
        writeText(failure.stackTrace(), target);
        writeList(failure.causes(), WireFormat::writeText, target);
        writeText(failure.fingerprint(), target);
    }

    private static Failure readFailure(DataInputView source) throws IOException {
        return new Failure(
                readRequiredText(source),
                readText(source),
                readRequiredText(source),
                readList(WireFormat::readRequiredText, source),
                readRequiredText(source));
    }

    private static void writeAttempt(FailedAttempt attempt, DataOutputView target)
            throws IOException {
        target.writeLong(attempt.time().toEpochMilli());
        writeText(attempt.fingerprint(), target);
    }

    private static FailedAttempts readAttempts(DataInputView source) throws IOException {
        int count = source.readInt();
        List<FailedAttempt> kept =
                readList(
                        in ->
                                new FailedAttempt(
                                        Instant.ofEpochMilli(in.readLong()), readRequiredText(in)),
                        source);
        if (kept.isEmpty() || kept.size() > FailedAttempts.MOST_KEPT || count < kept.size()) {
            throw damaged("number of attempts", count);
        }
        return new FailedAttempts(count, kept);
    }

    private static FiredTimer readTimer(DataInputView source) throws IOException {
        return new FiredTimer(
                constant(TimeDomain.class, readRequiredText(source)), source.readLong());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException(
                    "damaged dead letter: '%s' is no %s".formatted(name, type.getSimpleName()),
                    unknown);
        }
    }
}
