// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.annotation.Nullable;

/** Shows bytes to a person: as text where they are printable UTF-8, else in hexadecimal. */
final class BytesText {
    private static final int MOST_BYTES = 96;

    private BytesText() {}

    static String describe(@Nullable byte[] bytes) {
        if (bytes == null) {
            return "null";
        }
        if (bytes.length == 0) {
            return "empty";
        }
        boolean all = bytes.length <= MOST_BYTES;
        byte[] shown = all ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
        String more = all ? "" : "... (%,d bytes)".formatted(bytes.length);
        String text = printable(shown, all);
        return (text != null ? text : "0x" + HexFormat.of().formatHex(shown)) + more;
    }

    // Where bytes were cut off, the last character may be incomplete: that one is left out.
    @Nullable
    private static String printable(byte[] bytes, boolean all) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, all);
        text.flip();
        return result.isError() || text.chars().anyMatch(Character::isISOControl)
                ? null
                : text.toString();
    }
}
