// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.junit;

import io.github.flinkresilience.testing.flink.LocalCluster;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link LocalCluster} as a parameter: two task managers of two slots each, with
 * Flink's default configuration.
 *
 * <p>One cluster serves all test classes of the JVM. It starts when the first test asks for it and
 * ends after the last test. After each test all jobs are canceled and dead task managers are
 * replaced, surplus ones ended. Not for tests that run concurrently.
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
            while (cluster.taskManagers() > TASK_MANAGERS) {
                cluster.endTaskManager(TASK_MANAGERS);
            }
            while (cluster.taskManagers() < TASK_MANAGERS) {
                cluster.startTaskManager();
            }
        }
    }

    private static LocalCluster start() {
        try {
            return LocalCluster.start(TASK_MANAGERS, SLOTS_PER_TASK_MANAGER);
        } catch (Exception e) {
            throw new IllegalStateException("no local cluster", e);
        }
    }
}
