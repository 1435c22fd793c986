// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A Kafka record cannot be read as a dead letter. The message names the record as {@code
 * topic-partition@offset}, and the header that is wrong.
 */
@PublicEvolving
public final class MalformedDeadLetterException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedDeadLetterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
