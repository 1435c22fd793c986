// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What our packages may know of each other, of Flink and of Kafka. Nothing is excepted. */
class ArchitectureTest {

    private static final String BASE = "io.github.flinkresilience";

    /** The arrows: a package may use those named before it, and no other of ours. */
    private static final List<String> ORDER =
            List.of(
                    "failure",
                    "metrics",
                    "retry",
                    "configuration",
                    "deadletter",
                    "deserialization",
                    "kafka",
                    "testing");

    /** The same within the test kit; the first is its root package alone. */
    private static final List<String> TEST_KIT =
            List.of(
                    "testing",
                    "testing.process",
                    "testing.kafka",
                    "testing.flink",
                    "testing.cluster",
                    "testing.faults",
                    "testing.ledger",
                    "testing.assertions",
                    "testing.report",
                    "testing.junit",
                    "testing.contract");

    private static final String[] CORE = upTo("deserialization");
    private static final String[] CORE_AND_KAFKA = upTo("kafka");

    private static final Set<String> GETTERS_OF_RUNTIME_CONTEXT_THAT_2_X_LACKS =
            Set.of(
                    "getAttemptNumber",
                    "getExecutionConfig",
                    "getIndexOfThisSubtask",
                    "getJobId",
                    "getMaxNumberOfParallelSubtasks",
                    "getNumberOfParallelSubtasks",
                    "getTaskName",
                    "getTaskNameWithSubtasks");

    private static final JavaClasses LIBRARY =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/test-classes/"))
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(BASE);

    @ParameterizedTest
    @FieldSource("ORDER")
    void shouldPointOneWay(String user) {
        classes()
                .that(resideInAPackage(subtree(user)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(BASE + "..")).or(resideInAnyPackage(upTo(user))))
                .check(LIBRARY);
    }

    @ParameterizedTest
    @FieldSource("TEST_KIT")
    void shouldPointOneWayWithinTheTestKit(String user) {
        String[] upToUser =
                TEST_KIT.subList(0, TEST_KIT.indexOf(user) + 1).stream()
                        .map(ArchitectureTest::exactly)
                        .toArray(String[]::new);
        classes()
                .that(resideInAPackage(exactly(user)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(subtree("testing"))).or(resideInAnyPackage(upToUser)))
                .check(LIBRARY);
    }

    @Test
    void shouldHaveAPlaceInTheOrderForEveryPackage() {
        assertThat(LIBRARY)
                .isNotEmpty()
                .allMatch(
                        resideInAnyPackage(upTo("kafka")).or(resideInAnyPackage(testKit())),
                        "is in a package with arrows");
    }

    @Test
    void shouldKeepKafkaOutOfCore() {
        noClasses()
                .that(resideInAnyPackage(CORE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
                .check(LIBRARY);
    }

    @Test
    void shouldKeepTestLibrariesInTheTestKit() {
        noClasses()
                .that(resideInAnyPackage(CORE_AND_KAFKA))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..", "org.opentest4j..", "org.assertj..", "org.awaitility..")
                .check(LIBRARY);
    }

    /** Everything here is gone or moved somewhere between Flink 1.20 and the newest 2.x. */
    @Test
    void shouldUseOnlyPackagesOfEveryFlinkLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink.api.common.restartstrategy..",
                        "org.apache.flink.shaded..",
                        "org.apache.flink.streaming.api.functions.sink",
                        "org.apache.flink.streaming.api.functions.sink.legacy",
                        "org.apache.flink.streaming.api.functions.source",
                        "org.apache.flink.streaming.api.functions.source.legacy")
                .check(LIBRARY);
    }

    /** Everything here is gone or changed somewhere between Flink 1.20 and the newest 2.x. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.flink.api.common.time.Time",
                "org.apache.flink.api.connector.sink2.Sink$InitContext",
                "org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue",
                "org.apache.flink.runtime.state.CheckpointListener",
                "org.apache.flink.streaming.api.windowing.time.Time"
            })
    void shouldUseOnlyClassesOfEveryFlinkLine(String name) {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(name).check(LIBRARY);
    }

    @Test
    void shouldAskTheRuntimeContextOnlyWhatEveryFlinkLineAnswers() {
        noClasses()
                .should()
                .callMethodWhere(
                        describe(
                                "a getter of RuntimeContext that 2.x lacks",
                                call ->
                                        call.getTargetOwner().isAssignableTo(RuntimeContext.class)
                                                && GETTERS_OF_RUNTIME_CONTEXT_THAT_2_X_LACKS
                                                        .contains(call.getName())))
                .check(LIBRARY);
    }

    /** Newer lines add abstract methods to these, which a class compiled on 1.20 does not have. */
    @ParameterizedTest
    @ValueSource(classes = {RuntimeContext.class, KeyedStateStore.class, ResultFuture.class})
    void shouldNotImplementWhatNewerFlinkLinesExtend(Class<?> type) {
        noClasses().should().beAssignableTo(type).check(LIBRARY);
    }

    @Test
    void shouldSayInPublicNamesWhatThingsAre() {
        noClasses()
                .that()
                .arePublic()
                .should(
                        haveNameMatching(
                                ".*(Utils?|Helpers?|Managers?|Impl|Abstract|Base)([A-Z$].*)?"))
                .check(LIBRARY);
    }

    @Test
    void shouldNotWriteToTheConsole() {
        noClasses()
                .that(resideInAnyPackage(CORE_AND_KAFKA))
                .should(ACCESS_STANDARD_STREAMS)
                .check(LIBRARY);
    }

    private static String[] upTo(String last) {
        return ORDER.subList(0, ORDER.indexOf(last) + 1).stream()
                .map(ArchitectureTest::subtree)
                .toArray(String[]::new);
    }

    private static String[] testKit() {
        return TEST_KIT.stream().map(ArchitectureTest::exactly).toArray(String[]::new);
    }

    private static String exactly(String name) {
        return BASE + "." + name;
    }

    private static String subtree(String name) {
        return BASE + "." + name + "..";
    }
}
