// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class DecodedTypeInfoTest {

    /** Something that Flink has a serializer of its own for. */
    public static final class Order {
        public String id;
        public long amount;
    }

    @Test
    void shouldBeWhatFlinkExtracts() {
        TypeInformation<Decoded<Order>> extracted =
                TypeInformation.of(new TypeHint<Decoded<Order>>() {});

        assertThat(extracted).isEqualTo(new DecodedTypeInfo<>(Types.POJO(Order.class)));
        assertThat(((DecodedTypeInfo<Order>) extracted).valueType())
                .isInstanceOf(PojoTypeInfo.class);
    }

    @Test
    void shouldAskForTheTypeWhenItIsErased() {
        assertThatExceptionOfType(InvalidTypesException.class)
                .isThrownBy(() -> TypeExtractor.createTypeInfo(Decoded.class))
                .withMessageContaining("returns(");
    }

    @Test
    void shouldMakeASerializerForItsValues() {
        DecodedTypeInfo<String> type = new DecodedTypeInfo<>(Types.STRING);

        assertThat(type.createSerializer(new SerializerConfigImpl()))
                .isEqualTo(new DecodedSerializer<>(StringSerializer.INSTANCE));
        assertThat(type.getGenericParameters()).isEqualTo(Map.of("T", Types.STRING));
    }

    @Test
    void shouldSurviveTheWayToTheCluster() throws Exception {
        DecodedTypeInfo<Order> type = new DecodedTypeInfo<>(Types.POJO(Order.class));

        assertThat(InstantiationUtil.clone(type)).isEqualTo(type).hasSameHashCodeAs(type);
        assertThat(type).isNotEqualTo(new DecodedTypeInfo<>(Types.STRING));
    }

    @Test
    void shouldRefuseToSplitAStreamOfSomethingElse() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        @SuppressWarnings({"unchecked", "rawtypes"}) // what a raw type of the user's allows
        DataStream<Decoded<String>> text = (DataStream) env.fromData("text");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decoded.split(text))
                .withMessageContaining("String")
                .withMessageContaining("RetryThenSkipDeserializationSchema");
    }
}
