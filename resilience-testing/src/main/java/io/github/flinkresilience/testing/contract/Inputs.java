// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import java.util.Random;

/** What the suite has to know of raw records; of bytes, null is one too. */
interface Inputs<R> {

    R copy(R input);

    boolean same(R one, R other);

    String describe(R input);

    /** An input of random bytes, some of them near to the examples. */
    R random(Random random, List<R> examples);
}
