// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Which tests of a class fail: for tests of the test kit, on classes that are wrong by design. */
public final class Flagged {

    private Flagged() {}

    /** Runs whole classes; gives what each failed test says, by {@code Class.test}. */
    public static Map<String, String> in(Class<?>... classes) {
        return failuresOf(Arrays.stream(classes).map(type -> selectClass(type)));
    }

    /** Runs one test of a class that may have inherited it. */
    public static MethodSelector test(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .map(method -> selectMethod(type, method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no test " + name));
    }

    /** As {@link #in}, for single tests. */
    public static Map<String, String> failuresOf(Stream<? extends DiscoverySelector> selectors) {
        Events tests =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectors.toArray(DiscoverySelector[]::new))
                        .configurationParameter("junit.jupiter.execution.timeout.default", "2 m")
                        .execute()
                        .testEvents();
        if (tests.started().count() == 0) {
            throw new IllegalStateException("no test has run");
        }
        Map<String, String> failures = new TreeMap<>();
        tests.failed().stream().forEach(event -> failures.put(name(event), text(event)));
        return failures;
    }

    private static String name(Event event) {
        MethodSource test = (MethodSource) event.getTestDescriptor().getSource().orElseThrow();
        return test.getJavaClass().getSimpleName() + "." + test.getMethodName();
    }

    private static String text(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(String::valueOf)
                .orElse("");
    }
}
