// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What the job under chaos reads, and what it writes about it. */
public record Event(String id, String key, Kind kind, int partition, long offset) {

    /** Names each record on its way, whatever its bytes are. */
    static final String ID_HEADER = "id";

    private static final Pattern ID = Pattern.compile("e-\\d+");
    private static final Pattern TEXT = Pattern.compile("(e-\\d+)\\|([\\w-]+)\\|([A-Z_]+)");

    /** What becomes of an event. */
    public enum Kind {
        FINE,
        FAILS_TWICE,
        POISON,
        POISON_TIMER,
        UNREADABLE,
        /** Ends the process that reads it. */
        LETHAL,
        /** Has the process that reads it run out of memory. */
        HUGE;

        /** Of a hundred thousand events, the same ones are bad in each run. */
        static Kind of(long number) {
            if (number % 500 == 77) {
                return FAILS_TWICE;
            } else if (number % 300 == 33) {
                return POISON;
            } else if (number % 400 == 44) {
                return POISON_TIMER;
            }
            return number % 200 == 22 ? UNREADABLE : FINE;
        }
    }

    static byte[] write(String id, String key, Kind kind) {
        return (kind == Kind.UNREADABLE ? id + "\u0000?" : id + "|" + key + "|" + kind)
                .getBytes(UTF_8);
    }

    static Event read(ConsumerRecord<byte[], byte[]> record) throws CharacterCodingException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(record.value())).toString();
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is no event: " + text);
        }
        return new Event(
                parts.group(1),
                parts.group(2),
                Kind.valueOf(parts.group(3)),
                record.partition(),
                record.offset());
    }

    /** The id of a record of the topics of events and of receipts. */
    static String id(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(ID_HEADER);
        return new String(header == null ? record.key() : header.value(), UTF_8);
    }

    /** The id of the event that a dead letter was. */
    static String id(DeadLetter letter) {
        if (letter.stage() == Stage.TIMER) {
            return new String(letter.key().bytes(), UTF_8);
        }
        Matcher start = ID.matcher(new String(letter.payload().bytes(), UTF_8));
        return start.lookingAt() ? start.group() : "unknown id in " + letter.origin();
    }

    /** The place of an event in its traffic. */
    static long number(String id) {
        return Long.parseLong(id.substring("e-".length()));
    }
}
