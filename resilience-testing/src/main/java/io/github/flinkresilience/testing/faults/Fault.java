// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.io.Serializable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One way in which a plan makes user code fail. */
record Fault(Trigger trigger, FaultAction action, int times, FaultMemory memory)
        implements Serializable {

    static final int ALWAYS = Integer.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

    void meet(Moment moment) throws Exception {
        if (trigger.matches(moment) && memory.claim(times)) {
            LOG.info("{} at {}", this, moment);
            action.act(moment);
        }
    }

    @Override
    public String toString() {
        return "%s, %s: %s".formatted(trigger, times == ALWAYS ? "always" : times + " x", action);
    }
}
