// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.functions.Function;

/** A function that emits dead letters to the side output of {@link DeadLetters}. */
@Internal
public interface DeadLetterEmitter extends Function {

    /** Told by {@link DeadLetters#of} where in the job the function stands. */
    void wire(Wiring wiring);
}
