// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Strings, bytes, lists and optional numbers, each with its length first. A length that was read is
 * bounded before memory is taken for it: it may be damaged.
 */
final class WireFormat {
    private static final int NULL = -1;
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_LIST = 1 << 20;

    private WireFormat() {}

    /** Writes one element of a list. */
    interface Writer<T> {
        void write(T element, DataOutputView target) throws IOException;
    }

    /** Reads one element of a list. */
    interface Reader<T> {
        T read(DataInputView source) throws IOException;
    }

    static void writeBytes(@Nullable byte[] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes == null ? NULL : bytes.length);
        if (bytes != null) {
            target.write(bytes);
        }
    }

    @Nullable
    static byte[] readBytes(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0) {
            throw damaged("length of bytes", length);
        }
        // In chunks: a damaged length runs into the end of the input before it exhausts memory.
        byte[] bytes = new byte[Math.min(length, CHUNK)];
        for (int read = 0; read < length; read = bytes.length) {
            if (read > 0) {
                bytes = java.util.Arrays.copyOf(bytes, (int) Math.min(length, read * 2L));
            }
            source.readFully(bytes, read, bytes.length - read);
        }
        return bytes;
    }

    static void writeText(@Nullable String text, DataOutputView target) throws IOException {
        writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), target);
    }

    @Nullable
    static String readText(DataInputView source) throws IOException {
        byte[] bytes = readBytes(source);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static String readRequiredText(DataInputView source) throws IOException {
        String text = readText(source);
        if (text == null) {
            throw damaged("length of a required text", NULL);
        }
        return text;
    }

    static void writeLong(@Nullable Long number, DataOutputView target) throws IOException {
        target.writeBoolean(number != null);
        if (number != null) {
            target.writeLong(number);
        }
    }

    @Nullable
    static Long readLong(DataInputView source) throws IOException {
        return source.readBoolean() ? source.readLong() : null;
    }

    static <T> void writeList(List<T> list, Writer<T> element, DataOutputView target)
            throws IOException {
        target.writeInt(list.size());
        for (T each : list) {
            element.write(each, target);
        }
    }

    static <T> List<T> readList(Reader<T> element, DataInputView source) throws IOException {
        int size = source.readInt();
        if (size < 0 || size > LONGEST_LIST) {
            throw damaged("size of a list", size);
        }
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element.read(source));
        }
        return list;
    }

    static IOException damaged(String what, long value) {
        return new IOException("damaged dead letter: %s is %d".formatted(what, value));
    }
}
