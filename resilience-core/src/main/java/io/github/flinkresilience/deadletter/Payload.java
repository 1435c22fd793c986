// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The bytes of a record or of a key. The array is not copied: do not modify it.
 *
 * @param bytes the bytes as they arrived; null for a tombstone, or where there is nothing to keep
 * @param encoding how the bytes came to be: {@value #RAW}, {@value #NONE}, or what a {@link
 *     PayloadEncoder} calls itself
 * @param sha256 SHA-256 over the original bytes in hexadecimal; empty where bytes is null
 * @param originalLength length of the original in bytes
 * @param truncated whether bytes is only the beginning of the original
 */
@PublicEvolving
public record Payload(
        @Nullable byte[] bytes,
        String encoding,
        String sha256,
        int originalLength,
        boolean truncated)
        implements Serializable {

    /** Encoding of bytes that are the source's own. */
    public static final String RAW = "raw";

    /** Encoding where there is nothing to keep: a timer has no record. */
    public static final String NONE = "none";

    public Payload {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(sha256, "sha256");
    }

    /** Bytes exactly as the source delivered them; null is a tombstone. */
    public static Payload raw(@Nullable byte[] bytes) {
        return of(bytes, RAW);
    }

    /** Bytes in the given encoding. */
    public static Payload of(@Nullable byte[] bytes, String encoding) {
        return bytes == null
                ? new Payload(null, encoding, "", 0, false)
                : new Payload(bytes, encoding, hash(bytes), bytes.length, false);
    }

    /** Nothing to keep. */
    public static Payload none() {
        return new Payload(null, NONE, "", 0, false);
    }

    /** A copy with at most so many bytes; keeps hash and length of the original. */
    public Payload truncatedTo(int length) {
        if (bytes == null || bytes.length <= length) {
            return this;
        }
        return new Payload(Arrays.copyOf(bytes, length), encoding, sha256, originalLength, true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that
                && Arrays.equals(bytes, that.bytes)
                && encoding.equals(that.encoding)
                && sha256.equals(that.sha256)
                && originalLength == that.originalLength
                && truncated == that.truncated;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), encoding, sha256, originalLength, truncated);
    }

    /** The bytes as text where they are printable UTF-8, else in hexadecimal; shortened. */
    @Override
    public String toString() {
        return BytesText.describe(bytes) + " (" + encoding + (truncated ? ", truncated)" : ")");
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
