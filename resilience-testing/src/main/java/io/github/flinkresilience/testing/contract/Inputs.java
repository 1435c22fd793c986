// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import java.util.Random;
import javax.annotation.Nullable;

/** What the suite has to know of raw records. */
interface Inputs<R> {

    @Nullable
    R copy(@Nullable R input);

    boolean same(@Nullable R one, @Nullable R other);

    String describe(@Nullable R input);

    /** An input of random bytes, some of them near to the examples. */
    R random(Random random, List<R> examples);
}
