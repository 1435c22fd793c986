// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.junit;

import io.github.flinkresilience.testing.flink.LedgerCheck;
import io.github.flinkresilience.testing.flink.LocalCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a {@link LocalCluster} as a parameter: two task managers of two slots each, with
 * Flink's default configuration.
 *
 * <p>One cluster serves all test classes of the JVM. It starts when the first test asks for it and
 * ends after the last test. After each test all jobs are canceled and dead task managers are
 * replaced, whoever has ended them, surplus ones ended. Then the ledgers of all resilient operators
 * and deserializers that ran in the test have to balance, see {@link LedgerCheck}; a test that
 * breaks them deliberately says so by {@link LedgerNotChecked}. Not for tests that run
 * concurrently.
 *
 * <pre>{@code
 * @ExtendWith(LocalClusterExtension.class)
 * class OrdersITCase {
 *     @Test
 *     void shouldSurviveItsJobManager(LocalCluster cluster) { ... }
 * }
 * }</pre>
 */
public final class LocalClusterExtension implements ParameterResolver, AfterEachCallback {

    /** How many task managers the cluster has at the start of each test. */
    public static final int TASK_MANAGERS = 2;

    /** How many slots each task manager has. */
    public static final int SLOTS_PER_TASK_MANAGER = 2;

    private static final Namespace NAMESPACE = Namespace.create(LocalClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCluster.class;
    }

    @Override
    public LocalCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(LocalCluster.class, type -> start(), LocalCluster.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        LocalCluster cluster =
                context.getRoot().getStore(NAMESPACE).get(LocalCluster.class, LocalCluster.class);
        if (cluster != null) {
            cluster.cancelAll();
            List<String> unbalanced = ledgers(context, cluster).violations();
            cluster.replaceLostTaskManagers();
            while (cluster.taskManagers() > TASK_MANAGERS) {
                cluster.endTaskManager(TASK_MANAGERS);
            }
            while (cluster.taskManagers() < TASK_MANAGERS) {
                cluster.startTaskManager();
            }
            fail(context, unbalanced);
        }
    }

    private static LedgerCheck ledgers(ExtensionContext context, LocalCluster cluster) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        LedgerCheck.class, type -> new LedgerCheck(cluster), LedgerCheck.class);
    }

    private static void fail(ExtensionContext context, List<String> unbalanced) {
        Optional<LedgerNotChecked> excepted = exception(context);
        if (excepted.isPresent() && excepted.get().value().isBlank()) {
            throw new AssertionError(
                    "@LedgerNotChecked without a reason: say why this test may break the ledger");
        }
        if (excepted.isEmpty() && !unbalanced.isEmpty()) {
            throw new AssertionError(
                    "Records without a disposition, or with two:\n"
                            + String.join("\n", unbalanced));
        }
    }

    private static Optional<LedgerNotChecked> exception(ExtensionContext test) {
        Optional<ExtensionContext> scope = Optional.of(test);
        while (scope.isPresent()) {
            Optional<LedgerNotChecked> declared =
                    AnnotationSupport.findAnnotation(
                            scope.get().getElement(), LedgerNotChecked.class);
            if (declared.isPresent()) {
                return declared;
            }
            scope = scope.get().getParent();
        }
        return Optional.empty();
    }

    private static LocalCluster start() {
        try {
            return LocalCluster.start(TASK_MANAGERS, SLOTS_PER_TASK_MANAGER);
        } catch (Exception e) {
            throw new IllegalStateException("no local cluster", e);
        }
    }
}
