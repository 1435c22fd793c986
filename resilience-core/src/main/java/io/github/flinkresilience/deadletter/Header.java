// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A header of the original record, byte for byte. The array is not copied: do not modify it.
 *
 * @param key name of the header; names may repeat within a record
 * @param value its bytes, or null
 */
@PublicEvolving
public record Header(String key, @Nullable byte[] value) implements Serializable {
    public Header {
        Objects.requireNonNull(key, "key");
    }

    /** A header with the text in UTF-8. */
    public static Header of(String key, String text) {
        return new Header(key, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header that
                && key.equals(that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return key + "=" + BytesText.describe(value);
    }
}
