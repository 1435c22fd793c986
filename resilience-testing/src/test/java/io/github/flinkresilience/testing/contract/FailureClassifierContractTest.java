// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.testing.Flagged;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassifierContractTest {

    @Nested
    class Defaults extends FailureClassifierContract {
        @Override
        protected FailureClassifier classifier() {
            return FailureClassifier.defaults();
        }

        @Override
        protected List<Classified> declared() {
            return List.of(
                    new Classified(new IOException("bad escape"), FailureKind.POISON),
                    new Classified(new ConnectException(), FailureKind.TRANSIENT),
                    new Classified(new OutOfMemoryError(), FailureKind.FATAL));
        }
    }

    @Nested
    class Extended extends FailureClassifierContract {
        @Override
        protected FailureClassifier classifier() {
            return FailureClassifier.defaults()
                    .treating(StackOverflowError.class, FailureKind.POISON)
                    .treating(IOException.class, FailureKind.TRANSIENT);
        }

        @Override
        protected List<Classified> declared() {
            return List.of(
                    new Classified(new StackOverflowError(), FailureKind.POISON),
                    new Classified(new IOException("503"), FailureKind.TRANSIENT));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFlagAClassifierWhenItBreaksTheContract(
            Class<?> broken, String test, String message) {
        Map<String, String> flagged = Flagged.in(broken);

        assertThat(flagged).containsKey(broken.getSimpleName() + "." + test);
        assertThat(flagged.get(broken.getSimpleName() + "." + test))
                .contains(message)
                .contains("What to do:");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Wrong.class, "shouldGiveTheDeclaredKinds", "declared TRANSIENT"),
                Arguments.of(Stateful.class, "shouldGiveTheSameAnswersInAnyOrder", "asked again"),
                Arguments.of(Throwing.class, "shouldAlwaysAnswer", "throws"),
                Arguments.of(Silent.class, "shouldAlwaysAnswer", "null"),
                Arguments.of(
                        Forgetful.class,
                        "shouldGiveTheSameAnswersWhenSerialized",
                        "was TRANSIENT first and is POISON now"),
                Arguments.of(
                        Circling.class, "shouldEndWhenCausesFormACycle", "has not ended within"),
                Arguments.of(Recursive.class, "shouldEndWhenTheChainIsDeep", "StackOverflowError"),
                Arguments.of(
                        OutermostOnly.class, "shouldGiveTheSameKindWhenWrapped", "when wrapped in"),
                Arguments.of(
                        Careless.class,
                        "shouldNotTakeFailuresOfTheProcessForPoison",
                        "OutOfMemoryError"));
    }

    abstract static class Broken extends FailureClassifierContract {
        private final FailureClassifier classifier;

        Broken(FailureClassifier classifier) {
            this.classifier = classifier;
        }

        @Override
        protected FailureClassifier classifier() {
            return classifier;
        }
    }

    static final class Wrong extends Broken {
        Wrong() {
            super(FailureClassifier.defaults());
        }

        @Override
        protected List<Classified> declared() {
            return List.of(new Classified(new IOException("503"), FailureKind.TRANSIENT));
        }
    }

    static final class Stateful extends Broken {
        Stateful() {
            super(new EveryOther());
        }
    }

    static final class Throwing extends Broken {
        Throwing() {
            super(
                    failure ->
                            failure.getMessage().contains("refused")
                                    ? FailureKind.TRANSIENT
                                    : FailureKind.FATAL);
        }
    }

    static final class Silent extends Broken {
        Silent() {
            super(failure -> failure instanceof IOException ? FailureKind.POISON : null);
        }
    }

    static final class Forgetful extends Broken {
        Forgetful() {
            super(new WithTransientField());
        }
    }

    static final class Circling extends Broken {
        Circling() {
            super(
                    failure -> {
                        Throwable root = failure;
                        while (root.getCause() != null && !Thread.interrupted()) {
                            root = root.getCause();
                        }
                        return FailureKind.FATAL;
                    });
        }

        @Override
        protected Duration deadline() {
            return Duration.ofMillis(500);
        }
    }

    static final class Recursive extends Broken {
        Recursive() {
            super(FailureClassifierContractTest::byRoot);
        }
    }

    static final class OutermostOnly extends Broken {
        OutermostOnly() {
            super(
                    failure ->
                            failure instanceof IOException
                                    ? FailureKind.TRANSIENT
                                    : FailureKind.FATAL);
        }
    }

    static final class Careless extends Broken {
        Careless() {
            super(failure -> FailureKind.POISON);
        }
    }

    private static FailureKind byRoot(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? FailureKind.FATAL : byRoot(cause);
    }

    private static final class EveryOther implements FailureClassifier {
        private static final long serialVersionUID = 1L;

        private int asked;

        @Override
        public FailureKind classify(Throwable failure) {
            return asked++ % 2 == 0 ? FailureKind.TRANSIENT : FailureKind.FATAL;
        }
    }

    private static final class WithTransientField implements FailureClassifier {
        private static final long serialVersionUID = 1L;

        private final transient Class<?> type = IOException.class;

        @Override
        public FailureKind classify(Throwable failure) {
            Class<?> wanted = type;
            return wanted != null && wanted.isInstance(failure)
                    ? FailureKind.TRANSIENT
                    : FailureKind.POISON;
        }
    }
}
