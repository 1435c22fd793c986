// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.junit;

import io.github.flinkresilience.testing.kafka.KafkaBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link KafkaBroker} as a parameter.
 *
 * <p>One broker serves all test classes of the JVM. It starts when the first test asks for it and
 * ends after the last test. Tests keep out of each other's way by topics of their own; a test that
 * kills its broker starts one for itself.
 *
 * <pre>{@code
 * @ExtendWith(KafkaExtension.class)
 * class OrdersITCase {
 *     @Test
 *     void shouldReadWhatWasWritten(KafkaBroker broker) { ... }
 * }
 * }</pre>
 */
public final class KafkaExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(KafkaExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBroker.class;
    }

    @Override
    public KafkaBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        SharedBroker.class, type -> SharedBroker.start(), SharedBroker.class)
                .broker();
    }
}
