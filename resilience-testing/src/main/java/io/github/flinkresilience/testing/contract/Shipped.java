// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.util.InstantiationUtil;

/** Things as tasks have them: serialized and read again. */
final class Shipped {

    private Shipped() {}

    /** A clone; errors say what to do. */
    static <S extends Serializable> S clone(S original) {
        try {
            return InstantiationUtil.clone(original, original.getClass().getClassLoader());
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw Broken.contract(
                    "%s cannot be serialized and read again: %s"
                            .formatted(original.getClass().getName(), e),
                    "make all of its fields serializable, or transient and made anew in open(); an inner class or lambda that uses its enclosing instance takes that along.",
                    e);
        }
    }

    /** Its serialized form. */
    static byte[] bytes(Serializable original) {
        try {
            return InstantiationUtil.serializeObject(original);
        } catch (IOException | RuntimeException e) {
            throw Broken.contract(
                    "%s cannot be serialized: %s".formatted(original.getClass().getName(), e),
                    "make all of its fields serializable.",
                    e);
        }
    }
}
