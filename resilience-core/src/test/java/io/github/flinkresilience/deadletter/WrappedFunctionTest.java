// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Proxy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WrappedFunctionTest {

    /** Flink 2 has no such interface, so there is nothing that could be wrapped by mistake. */
    @Tag("flink-1.20")
    @Test
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    void shouldRefuseAFunctionWhoseStateItCannotForward() throws Exception {
        Class<?> listCheckpointed =
                Class.forName("org.apache.flink.streaming.api.checkpoint.ListCheckpointed");
        MapFunction<String, String> function =
                (MapFunction<String, String>)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {MapFunction.class, listCheckpointed},
                                (proxy, method, arguments) -> null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadLetterFunctions.map(function))
                .withMessageContaining("implements ListCheckpointed, which cannot be wrapped")
                .withMessageContaining("implement CheckpointedFunction instead");
    }

    @Test
    void shouldNameWhatIsMissing() {
        ProcessFunction<String, String> none = null;

        assertThatNullPointerException()
                .isThrownBy(() -> DeadLetterFunctions.process(none))
                .withMessage("function to wrap");
    }
}
