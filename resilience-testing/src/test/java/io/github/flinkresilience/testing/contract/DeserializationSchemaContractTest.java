// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.testing.Flagged;
import io.github.flinkresilience.testing.contract.NumberSchema.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeserializationSchemaContractTest {

    @Nested
    class Plain extends NumberContract {
        Plain() {
            super(Fault.NONE);
        }
    }

    @Nested
    class Skipping extends DeserializationSchemaContract<Integer> {
        @Override
        protected DeserializationSchema<Integer> schema() {
            return RetryThenSkipDeserializationSchema.skip(new NumberSchema(Fault.NONE));
        }

        @Override
        protected List<Example<byte[], Integer>> readable() {
            return NumberSchema.READABLE;
        }

        @Override
        protected List<byte[]> unreadable() {
            return NumberSchema.UNREADABLE;
        }

        @Override
        protected UnreadableReport report() {
            return UnreadableReport.NOTHING;
        }
    }

    @Nested
    class Burying extends DeserializationSchemaContract<Decoded<Integer>> {
        @Override
        protected DeserializationSchema<Decoded<Integer>> schema() {
            return RetryThenSkipDeserializationSchema.deadLetter(new NumberSchema(Fault.NONE));
        }

        @Override
        protected List<Example<byte[], Decoded<Integer>>> readable() {
            return NumberSchema.READABLE.stream()
                    .map(plain -> Example.of(plain.input(), Decoded.value(plain.values().get(0))))
                    .toList();
        }

        @Override
        protected List<byte[]> unreadable() {
            return NumberSchema.UNREADABLE;
        }

        @Override
        protected UnreadableReport report() {
            return UnreadableReport.RESULT;
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFlagASchemaWhenItBreaksTheContract(Class<?> broken, String test, String message) {
        Map<String, String> flagged = Flagged.in(broken);

        assertThat(flagged).containsKey(broken.getSimpleName() + "." + test);
        assertThat(flagged.get(broken.getSimpleName() + "." + test))
                .contains(message)
                .contains("What to do:");
    }

    @Test
    void shouldRepeatItsRandomInputsWhenTheSeedIsGiven() {
        String first = Flagged.in(Seeded.class).get("Seeded.shouldTakeRandomBytesForLegalInput");

        assertThat(first).contains("contract.seed=42");
        assertThat(Flagged.in(Seeded.class))
                .containsEntry("Seeded.shouldTakeRandomBytesForLegalInput", first);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        CountsItsFailures.class,
                        "shouldLeaveNothingBehindWhenInputsFollowEachOther",
                        "does not depend on the inputs before it"),
                Arguments.of(
                        CountsItsCalls.class,
                        "shouldLeaveNothingBehindWhenInputsFollowEachOther",
                        "does not depend on the inputs before it"),
                Arguments.of(ModifiesItsInput.class, "shouldNotModifyItsInput", "3137"),
                Arguments.of(
                        Loops.class, "shouldReportUnreadableInputsAsDeclared", "has not ended"),
                Arguments.of(Loops.class, "shouldTakeRandomBytesForLegalInput", "has not ended"),
                Arguments.of(
                        ThrowsErrors.class,
                        "shouldReportUnreadableInputsAsDeclared",
                        "StackOverflowError"),
                Arguments.of(
                        ThrowsErrors.class,
                        "shouldTakeRandomBytesForLegalInput",
                        "StackOverflowError"),
                Arguments.of(
                        EmitsBeforeItFails.class,
                        "shouldReportUnreadableInputsAsDeclared",
                        "it emitted [0] and threw"),
                Arguments.of(
                        SwallowsFailures.class,
                        "shouldReportUnreadableInputsAsDeclared",
                        "it emitted nothing"),
                Arguments.of(LosesItsRadix.class, "shouldBehaveTheSameWhenSerialized", "transient"),
                Arguments.of(
                        ProducesAnotherType.class,
                        "shouldProduceValuesOfItsType",
                        "java.lang.Integer"),
                Arguments.of(
                        CannotTellTheEnd.class,
                        "shouldSayOfEachValueWhetherItEndsTheStream",
                        "isEndOfStream throws"));
    }

    abstract static class NumberContract extends DeserializationSchemaContract<Integer> {
        private final Fault fault;

        NumberContract(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected DeserializationSchema<Integer> schema() {
            return new NumberSchema(fault);
        }

        @Override
        protected List<Example<byte[], Integer>> readable() {
            return NumberSchema.READABLE;
        }

        @Override
        protected List<byte[]> unreadable() {
            return NumberSchema.UNREADABLE;
        }
    }

    static final class CountsItsFailures extends NumberContract {
        CountsItsFailures() {
            super(Fault.COUNTS_ITS_FAILURES);
        }
    }

    static final class CountsItsCalls extends NumberContract {
        CountsItsCalls() {
            super(Fault.COUNTS_ITS_CALLS);
        }
    }

    static final class ModifiesItsInput extends NumberContract {
        ModifiesItsInput() {
            super(Fault.MODIFIES_ITS_INPUT);
        }
    }

    static final class Loops extends NumberContract {
        Loops() {
            super(Fault.LOOPS);
        }

        @Override
        protected Duration deadline() {
            return Duration.ofMillis(300);
        }
    }

    static final class ThrowsErrors extends NumberContract {
        ThrowsErrors() {
            super(Fault.THROWS_ERRORS);
        }
    }

    static final class EmitsBeforeItFails extends NumberContract {
        EmitsBeforeItFails() {
            super(Fault.EMITS_BEFORE_IT_FAILS);
        }
    }

    static final class SwallowsFailures extends NumberContract {
        SwallowsFailures() {
            super(Fault.SWALLOWS_FAILURES);
        }
    }

    static final class LosesItsRadix extends NumberContract {
        LosesItsRadix() {
            super(Fault.LOSES_ITS_RADIX);
        }
    }

    static final class ProducesAnotherType extends NumberContract {
        ProducesAnotherType() {
            super(Fault.PRODUCES_ANOTHER_TYPE);
        }
    }

    static final class CannotTellTheEnd extends NumberContract {
        CannotTellTheEnd() {
            super(Fault.CANNOT_TELL_THE_END);
        }
    }

    static final class Seeded extends NumberContract {
        Seeded() {
            super(Fault.THROWS_ERRORS);
        }

        @Override
        protected long seed() {
            return 42;
        }
    }
}
