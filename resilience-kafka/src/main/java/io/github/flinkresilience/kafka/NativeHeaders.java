// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.Header;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The headers of a dead letter's record: the original ones, and ours by name. */
final class NativeHeaders {
    private static final int LONGEST_SHOWN = 64;

    private final String where;
    private final List<Header> original;
    private final Map<String, Header> ours;

    private NativeHeaders(String where, List<Header> all) throws MalformedDeadLetterException {
        this.where = where;
        int start = lastVersion(all);
        this.ours = byName(all.subList(start, all.size()));
        checkVersion();
        this.original = all.subList(0, originals(start));
    }

    static NativeHeaders of(ConsumerRecord<byte[], byte[]> record)
            throws MalformedDeadLetterException {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        String where = record.topic() + "-" + record.partition() + "@" + record.offset();
        return new NativeHeaders(where, headers);
    }

    List<Header> original() {
        return original;
    }

    boolean has(String name) {
        return ours.containsKey(name);
    }

    @Nullable
    String optionalText(String name) throws MalformedDeadLetterException {
        Header header = ours.get(name);
        if (header == null) {
            return null;
        }
        byte[] value = header.value();
        if (value == null) {
            throw malformed(name, "is null");
        }
        try {
            return HeaderText.decode(value);
        } catch (CharacterCodingException e) {
            throw malformed(name, "is not UTF-8");
        }
    }

    String text(String name) throws MalformedDeadLetterException {
        String text = optionalText(name);
        if (text == null) {
            throw malformed(name, "is missing");
        }
        return text;
    }

    /** The texts of the headers name0, name1, and so on. */
    List<String> numbered(String name) throws MalformedDeadLetterException {
        long count = ours.keySet().stream().filter(each -> each.startsWith(name)).count();
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(text(name + texts.size()));
        }
        return texts;
    }

    @Nullable
    Long optionalNumber(String name) throws MalformedDeadLetterException {
        return has(name) ? (Long) number(name) : null;
    }

    long number(String name) throws MalformedDeadLetterException {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw unexpected(name, text, "a whole number of 64 bits");
        }
    }

    int integer(String name) throws MalformedDeadLetterException {
        String text = text(name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unexpected(name, text, "a whole number of 32 bits");
        }
    }

    boolean flag(String name) throws MalformedDeadLetterException {
        String text = text(name);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unexpected(name, text, "true or false");
        };
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) throws MalformedDeadLetterException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw unexpected(name, text, "one of " + Arrays.toString(type.getEnumConstants()));
    }

    MalformedDeadLetterException malformed(String name, String problem) {
        return new MalformedDeadLetterException(
                "%s is not a readable dead letter: header %s %s".formatted(where, name, problem),
                null);
    }

    private MalformedDeadLetterException unexpected(String name, String text, String expected) {
        return malformed(
                name,
                "is '%s', expected %s"
                        .formatted(
                                text.substring(0, Math.min(text.length(), LONGEST_SHOWN)),
                                expected));
    }

    private int lastVersion(List<Header> all) throws MalformedDeadLetterException {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).key().equals(NativeHeader.VERSION)) {
                return i;
            }
        }
        throw malformed(NativeHeader.VERSION, "is missing; no sink of this library wrote it");
    }

    private Map<String, Header> byName(List<Header> headers) throws MalformedDeadLetterException {
        Map<String, Header> byName = new HashMap<>();
        for (Header header : headers) {
            // What others added on the way, a tracing interceptor for example, is not ours.
            if (header.key().startsWith(NativeHeader.PREFIX)
                    && byName.put(header.key(), header) != null) {
                throw malformed(header.key(), "is there twice");
            }
        }
        return byName;
    }

    private void checkVersion() throws MalformedDeadLetterException {
        int version = integer(NativeHeader.VERSION);
        if (version != NativeHeader.FORMAT_VERSION) {
            throw malformed(
                    NativeHeader.VERSION,
                    "is %d; this release reads version %d"
                            .formatted(version, NativeHeader.FORMAT_VERSION));
        }
    }

    private int originals(int available) throws MalformedDeadLetterException {
        int count = integer(NativeHeader.ORIGINAL_HEADERS);
        if (count < 0 || count > available) {
            throw malformed(
                    NativeHeader.ORIGINAL_HEADERS,
                    "is %d; there are %d headers before ours".formatted(count, available));
        }
        return count;
    }
}
