// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a policy promises that is shipped to tasks: an immutable value that behaves there as it does
 * here. To test a policy, extend this class and give the observations that tell its behaviour:
 *
 * <pre>{@code
 * class OurBackoffTest extends SerializablePolicyContract<Backoff> {
 *     protected Backoff policy() {
 *         return new OurBackoff(Duration.ofSeconds(1));
 *     }
 *     protected Map<String, Function<Backoff, Object>> observations() {
 *         return Map.of("first delay", backoff -> backoff.delayAfter(1),
 *                 "largest delay", backoff -> backoff.delayAfter(Integer.MAX_VALUE));
 *     }
 * }
 * }</pre>
 *
 * @param <P> the policy
 */
public abstract class SerializablePolicyContract<P extends Serializable> {

    /** A new policy; each time one that behaves the same. */
    protected abstract P policy();

    /** What can be seen of its behaviour, by names for messages; exceptions are results too. */
    protected abstract Map<String, Function<P, Object>> observations();

    /** How long its serialized form may be; by default 8192 bytes. */
    protected int mostBytes() {
        return 8 * 1024;
    }

    @Test
    public void shouldBehaveTheSameWhenSerialized() {
        P policy = policy();
        expectSame(
                observe(policy),
                observe(Shipped.clone(policy)),
                "the serialized clone, as tasks have it, behaves like the original; make what it needs serializable, not transient");
    }

    @Test
    public void shouldNotChangeWhenUsed() {
        P policy = policy();
        byte[] unused = Shipped.bytes(policy);
        Map<String, String> first = observe(policy);
        expectSame(
                first,
                observe(policy),
                "a policy is shared by records and threads; keep counters and clocks where the policy is carried out");
        if (!Arrays.equals(unused, Shipped.bytes(policy))) {
            throw Broken.contract(
                    "The policy's serialized form has changed by use",
                    "make all of its fields final and what they hold immutable.");
        }
    }

    @Test
    public void shouldEqualItsCloneWhenItDeclaresEquality() throws Exception {
        P policy = policy();
        if (policy.getClass().getMethod("equals", Object.class).getDeclaringClass()
                == Object.class) {
            return;
        }
        for (P other : Arrays.asList(Shipped.clone(policy), policy())) {
            if (!policy.equals(other) || !other.equals(policy)) {
                throw Broken.contract(
                        "The policy %s does not equal one made the same way, or its serialized clone: %s"
                                .formatted(policy, other),
                        "compare by value in equals, or leave equals as it is in Object.");
            }
            if (policy.hashCode() != other.hashCode()) {
                throw Broken.contract(
                        "Equal policies have different hash codes",
                        "compute hashCode from the fields that equals compares.");
            }
        }
    }

    @Test
    public void shouldNotTakeItsEnclosingInstanceAlong() throws IOException {
        P policy = policy();
        Written written = new Written(policy);
        if (written.stranger != null) {
            throw Broken.contract(
                    "The policy is shipped with an instance of %s, which made it"
                            .formatted(written.stranger.getName()),
                    "make its class static or a record; let lambdas use local variables, not fields of their class.");
        }
        int length = Shipped.bytes(policy).length;
        if (length > mostBytes()) {
            throw Broken.contract(
                    "The policy's serialized form has %d bytes; allowed are %d"
                            .formatted(length, mostBytes()),
                    "find out what it takes along; if it needs all of that, override mostBytes().");
        }
    }

    private Map<String, String> observe(P policy) {
        Map<String, String> seen = new LinkedHashMap<>();
        observations()
                .forEach(
                        (name, observation) -> {
                            try {
                                seen.put(name, String.valueOf(observation.apply(policy)));
                            } catch (RuntimeException thrown) {
                                seen.put(name, thrown.toString());
                            }
                        });
        if (seen.isEmpty()) {
            throw new IllegalStateException("observations() has to give at least one");
        }
        return seen;
    }

    private static void expectSame(
            Map<String, String> first, Map<String, String> second, String rule) {
        first.forEach(
                (name, result) -> {
                    if (!result.equals(second.get(name))) {
                        throw Broken.contract(
                                "%s was %s and is now %s".formatted(name, result, second.get(name)),
                                rule + ".");
                    }
                });
    }

    /** Looks at each object that goes into the serialized form. */
    private final class Written extends ObjectOutputStream {
        private final Class<?> enclosing;
        @Nullable private Class<?> stranger;

        Written(P policy) throws IOException {
            super(OutputStream.nullOutputStream());
            enclosing = policy.getClass().getEnclosingClass();
            enableReplaceObject(true);
            try {
                writeObject(policy);
            } catch (NotSerializableException e) {
                throw Broken.contract(
                        "The policy takes along what cannot be serialized: " + e.getMessage(),
                        "make its class static or a record, and all of its fields serializable.",
                        e);
            }
        }

        @Override
        protected Object replaceObject(Object written) {
            boolean test = SerializablePolicyContract.this.getClass().isInstance(written);
            boolean owner = written.getClass() == enclosing;
            if (test || owner) {
                stranger = written.getClass();
            }
            return written;
        }
    }
}
