// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;

/**
 * Where in the job an emitter of dead letters stands.
 *
 * <p>How the build-time check works: {@link DeadLetters#of} hands the emitter its operator. When
 * the job graph is made, Flink tells every function its output type; at that moment all
 * transformations of the job are known, so the emitter looks whether any of them reads the dead
 * letters of its operator. Types, name and configuration are fixed at that moment, too, and travel
 * with the function; the graph itself does not.
 */
@Internal
public final class Wiring implements Serializable {
    private static final long serialVersionUID = 1L;

    @Nullable private final transient StreamExecutionEnvironment env;
    @Nullable private final transient OneInputTransformation<?, ?> operator;

    private final TypeInformation<?> inputType;
    @Nullable private final TypeInformation<?> keyType;
    private String name;
    @Nullable private String uid;

    Wiring(StreamExecutionEnvironment env, OneInputTransformation<?, ?> operator) {
        this.env = env;
        this.operator = operator;
        this.inputType = operator.getInputType();
        this.keyType = operator.getStateKeyType();
        this.name = operator.getName();
        this.uid = operator.getUid();
    }

    TypeInformation<?> inputType() {
        return inputType;
    }

    @Nullable
    TypeInformation<?> keyType() {
        return keyType;
    }

    String name() {
        return name;
    }

    @Nullable
    String uid() {
        return uid;
    }

    boolean sameOperatorAs(Wiring other) {
        return operator != null && operator.equals(other.operator);
    }

    /** Called while the job graph is made: checks it, and gives the policy as configured. */
    FailurePolicy complete(FailurePolicy policy) {
        if (env == null || operator == null) {
            return policy;
        }
        name = operator.getName();
        uid = operator.getUid();
        requireUnshared();
        requireRead();
        FailurePolicy resolved = policy.resolve(env.getConfiguration());
        requireBounded(resolved.longestHold());
        return resolved;
    }

    /** Called while the job graph is made: fails when nothing reads the dead letters. */
    public void requireRead() {
        if (operator != null && transformations().noneMatch(this::isOurDeadLetters)) {
            throw new IllegalStateException(
                    "The dead letters of operator '%s' go nowhere: DeadLetters.of(...) was called, but nothing reads its stream. Add a sink, e.g. DeadLetters.of(stream).sinkTo(...), or sinkTo(new DiscardingSink<>()) to drop them knowingly."
                            .formatted(operator.getName()));
        }
    }

    // The other operator's dead letters would go nowhere, or be told under this one's name.
    private void requireUnshared() {
        transformations()
                .filter(this::hasOurFunction)
                .findFirst()
                .ifPresent(
                        other -> {
                            throw sharedWith(other.getName());
                        });
    }

    IllegalStateException sharedWith(String otherName) {
        return new IllegalStateException(
                "One wrapper is used by two operators, '%s' and '%s': make one for each."
                        .formatted(name, otherName));
    }

    private Stream<Transformation<?>> transformations() {
        return env == null
                ? Stream.empty()
                : env.getTransformations().stream()
                        .flatMap(reader -> reader.getTransitivePredecessors().stream());
    }

    private boolean hasOurFunction(Transformation<?> other) {
        return operator != null
                && !other.equals(operator)
                && Objects.equals(DeadLetters.emitterOf(other), DeadLetters.emitterOf(operator));
    }

    private boolean isOurDeadLetters(Transformation<?> stream) {
        return stream instanceof SideOutputTransformation<?> side
                && side.getOutputTag().equals(DeadLetters.tag())
                && side.getInputs().contains(operator);
    }

    /** Called while the job graph is made: fails when a wait would break checkpoints. */
    public void requireBounded(Duration longestHold) {
        if (env == null) {
            return;
        }
        CheckpointConfig checkpoints = env.getCheckpointConfig();
        if (checkpoints.isCheckpointingEnabled()) {
            requireBelow(
                    longestHold,
                    Duration.ofMillis(checkpoints.getCheckpointTimeout()),
                    "the checkpoint timeout (execution.checkpointing.timeout)");
        }
        Duration cancellation =
                env.getConfiguration().get(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT);
        if (!cancellation.isZero()) {
            requireBelow(
                    longestHold,
                    cancellation,
                    "the time a task has to stop (task.cancellation.timeout)");
        }
    }

    private void requireBelow(Duration longestHold, Duration limit, String limitName) {
        if (longestHold.compareTo(limit) >= 0) {
            throw new IllegalStateException(
                    "The retry policy of operator '%s' may hold up its task for %s for one record; allowed is less than %s, %s. Lower maxAttempts, the backoff or maxTotalTime (resilience.retry.*)."
                            .formatted(name, longestHold, limitName, limit));
        }
    }
}
