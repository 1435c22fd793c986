// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;

/** Header values as UTF-8 text. */
final class HeaderText {
    private HeaderText() {}

    /** A header whose value is the text, or null. */
    static Header header(String name, @Nullable String text) {
        return text == null ? new Header(name, null) : Header.of(name, text);
    }

    /** A header whose value is the number in decimal digits. */
    static Header header(String name, long number) {
        return Header.of(name, Long.toString(number));
    }

    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
