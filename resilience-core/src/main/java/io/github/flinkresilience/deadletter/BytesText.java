// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
        byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
        String more = bytes.length > MOST_BYTES ? "... (%,d bytes)".formatted(bytes.length) : "";
        String text = printable(shown);
        return (text != null ? text : "0x" + HexFormat.of().formatHex(shown)) + more;
    }

    @Nullable
    private static String printable(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().anyMatch(Character::isISOControl) ? null : text;
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
