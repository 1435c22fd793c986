// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.functions.util.FunctionUtils;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;

/**
 * The user's function inside a wrapper. Forwards everything that a function may be, so that a
 * wrapper neither hides nor adds anything.
 */
final class WrappedFunction implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String LIST_CHECKPOINTED =
            "org.apache.flink.streaming.api.checkpoint.ListCheckpointed";

    private final Function user;

    WrappedFunction(Function user) {
        this.user = Objects.requireNonNull(user, "function to wrap");
        // Gone in Flink 2, so it cannot be forwarded from a class that runs on both; and not
        // forwarding it would lose the function's state.
        if (implementsByName(user.getClass(), LIST_CHECKPOINTED)) {
            throw new IllegalArgumentException(
                    "function %s implements ListCheckpointed, which cannot be wrapped; implement CheckpointedFunction instead"
                            .formatted(user.getClass().getName()));
        }
    }

    void setRuntimeContext(RuntimeContext context) {
        FunctionUtils.setFunctionRuntimeContext(user, context);
    }

    void open(OpenContext context) throws Exception {
        FunctionUtils.openFunction(user, context);
    }

    void close() throws Exception {
        FunctionUtils.closeFunction(user);
    }

    void initializeState(FunctionInitializationContext context) throws Exception {
        if (user instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(context);
        }
    }

    void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (user instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(context);
        }
    }

    void notifyCheckpointComplete(long checkpointId) throws Exception {
        if (user instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpointId);
        }
    }

    void notifyCheckpointAborted(long checkpointId) throws Exception {
        if (user instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpointId);
        }
    }

    @SuppressWarnings("unchecked") // Flink itself calls it with the type of the function's results
    <O> void setOutputType(TypeInformation<O> type, ExecutionConfig config) {
        if (user instanceof OutputTypeConfigurable<?> configurable) {
            ((OutputTypeConfigurable<O>) configurable).setOutputType(type, config);
        }
    }

    Function user() {
        return user;
    }

    private static boolean implementsByName(Class<?> type, String name) {
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            if (next.getName().equals(name)
                    || Arrays.stream(next.getInterfaces())
                            .anyMatch(each -> implementsByName(each, name))) {
                return true;
            }
        }
        return false;
    }
}
