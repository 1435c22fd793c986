// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Leads Flink's type extraction from {@link DeadLetter} to {@link DeadLetterTypeInfo}. */
@Internal
public final class DeadLetterTypeInfoFactory extends TypeInfoFactory<DeadLetter> {
    @Override
    public TypeInformation<DeadLetter> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> genericParameters) {
        return DeadLetterTypeInfo.INSTANCE;
    }
}
