// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What serializers do with what a later release has written. */
final class UnknownVersions {

    private UnknownVersions() {}

    static void mustBeRefused(String name, SimpleVersionedSerializer<?> serializer) {
        int unknown = serializer.getVersion() + 1000;
        Object read;
        try {
            read = serializer.deserialize(unknown, new byte[64]);
        } catch (IOException | RuntimeException refusal) {
            if (String.valueOf(refusal.getMessage()).contains(Integer.toString(unknown))) {
                return;
            }
            throw Broken.contract(
                    "The %s fails on bytes of version %d without naming it: %s"
                            .formatted(name, unknown, refusal),
                    "look at the version first, and throw an IOException that names it and those that can be read.",
                    refusal);
        }
        throw Broken.contract(
                "The %s reads bytes of the unknown version %d as %s".formatted(name, unknown, read),
                "throw an IOException for every version that it does not know: what a later release wrote means something else.");
    }
}
