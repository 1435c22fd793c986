// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.Flagged;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SerializablePolicyContractTest {

    @Nested
    class OfRetryPolicy extends SerializablePolicyContract<RetryPolicy> {
        @Override
        protected RetryPolicy policy() {
            return new RetryPolicy(
                    5, Backoff.fixed(Duration.ofMillis(7)), Duration.ofSeconds(2), 0.3);
        }

        @Override
        protected Map<String, Function<RetryPolicy, Object>> observations() {
            return Map.of(
                    "attempts", RetryPolicy::maxAttempts,
                    "delay", policy -> policy.backoff().delayAfter(3),
                    "longest hold", RetryPolicy::longestHold,
                    "jitter", RetryPolicy::jitter);
        }
    }

    @Nested
    class OfBackoff extends SerializablePolicyContract<Backoff> {
        @Override
        protected Backoff policy() {
            return Backoff.exponential(Duration.ofMillis(3), Duration.ofMinutes(1));
        }

        @Override
        protected Map<String, Function<Backoff, Object>> observations() {
            return Map.of(
                    "first", backoff -> backoff.delayAfter(1),
                    "tenth", backoff -> backoff.delayAfter(10),
                    "none", backoff -> backoff.delayAfter(0),
                    "last", backoff -> backoff.delayAfter(Integer.MAX_VALUE));
        }
    }

    @Nested
    class OfFailurePolicy extends SerializablePolicyContract<FailurePolicy> {
        @Override
        protected FailurePolicy policy() {
            return FailurePolicy.of(RetryPolicy.of(2, Backoff.none()))
                    .withClassifier(
                            FailureClassifier.defaults()
                                    .treating(IOException.class, FailureKind.TRANSIENT));
        }

        @Override
        protected Map<String, Function<FailurePolicy, Object>> observations() {
            return Map.of(
                    "of an IOException",
                    policy -> policy.classifier().classify(new IOException()),
                    "emission",
                    FailurePolicy::emission,
                    "longest hold",
                    FailurePolicy::longestHold);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFlagAPolicyWhenItBreaksTheContract(Class<?> broken, String test, String message) {
        Map<String, String> flagged = Flagged.in(broken);

        assertThat(flagged).containsKey(broken.getSimpleName() + "." + test);
        assertThat(flagged.get(broken.getSimpleName() + "." + test))
                .contains(message)
                .contains("What to do:");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        Forgetful.class,
                        "shouldBehaveTheSameWhenSerialized",
                        "NullPointerException"),
                Arguments.of(Wearing.class, "shouldNotChangeWhenUsed", "was 1 and is now 2"),
                Arguments.of(Remembering.class, "shouldNotChangeWhenUsed", "changed by use"),
                Arguments.of(
                        Unequal.class,
                        "shouldEqualItsCloneWhenItDeclaresEquality",
                        "does not equal"),
                Arguments.of(
                        Unhashed.class,
                        "shouldEqualItsCloneWhenItDeclaresEquality",
                        "different hash codes"),
                Arguments.of(
                        Clinging.class, "shouldNotTakeItsEnclosingInstanceAlong", "which made it"),
                Arguments.of(
                        ClingingToTheUnserializable.class,
                        "shouldNotTakeItsEnclosingInstanceAlong",
                        "cannot be serialized"),
                Arguments.of(
                        Fat.class, "shouldNotTakeItsEnclosingInstanceAlong", "allowed are 8192"));
    }

    /** What all the broken ones are. */
    interface Limit extends Serializable {
        int next();
    }

    abstract static class OfLimit extends SerializablePolicyContract<Limit> {
        @Override
        protected Map<String, Function<Limit, Object>> observations() {
            return Map.of("next", Limit::next);
        }
    }

    static final class Forgetful extends OfLimit {
        private static final class Transient implements Limit {
            private static final long serialVersionUID = 1L;
            private final transient IntPredicate positive;

            Transient(IntPredicate positive) {
                this.positive = positive;
            }

            @Override
            public int next() {
                return positive.test(1) ? 1 : 0;
            }
        }

        @Override
        protected Limit policy() {
            return new Transient(number -> number > 0);
        }
    }

    private static final class Counter implements Limit {
        private static final long serialVersionUID = 1L;
        private final int step;
        private int used;

        Counter(int step) {
            this.step = step;
        }

        @Override
        public int next() {
            used++;
            return 1 + step * (used - 1);
        }
    }

    static final class Wearing extends OfLimit {
        @Override
        protected Limit policy() {
            return new Counter(1);
        }
    }

    static final class Remembering extends OfLimit {
        @Override
        protected Limit policy() {
            return new Counter(0);
        }
    }

    static final class Unequal extends OfLimit {
        private static final class Never implements Limit {
            private static final long serialVersionUID = 1L;

            @Override
            public int next() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return false;
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }

        @Override
        protected Limit policy() {
            return new Never();
        }
    }

    static final class Unhashed extends OfLimit {
        private static final class ByIdentity implements Limit {
            private static final long serialVersionUID = 1L;

            @Override
            public int next() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof ByIdentity;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(this);
            }
        }

        @Override
        protected Limit policy() {
            return new ByIdentity();
        }
    }

    static final class Clinging extends OfLimit implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int limit = Integer.parseInt("3");

        @Override
        protected Limit policy() {
            return () -> limit;
        }
    }

    static final class ClingingToTheUnserializable extends OfLimit {
        private final int limit = Integer.parseInt("3");

        @Override
        protected Limit policy() {
            return () -> limit;
        }
    }

    static final class Fat extends OfLimit {
        private record Padded(byte[] padding) implements Limit {
            @Override
            public int next() {
                return padding.length;
            }
        }

        @Override
        protected Limit policy() {
            return new Padded(new byte[10_000]);
        }
    }
}
