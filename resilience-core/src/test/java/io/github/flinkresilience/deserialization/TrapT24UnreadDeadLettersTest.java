// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetters;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** T24: a side output that nobody reads is dropped silently. */
class TrapT24UnreadDeadLettersTest {
    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void shouldNotBuildTheJobWhenNobodyAskedForTheDeadLetters() {
        refusesUnaskedDeadLetters(Decoded::split);
    }

    @Test
    void shouldSeeTheJobBuiltByAPlainSideOutput() {
        assertThatThrownBy(() -> refusesUnaskedDeadLetters(TrapT24UnreadDeadLettersTest::plain))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldNotBuildTheJobWhenNothingReadsTheDeadLetters() {
        SingleOutputStreamOperator<String> values = Decoded.split(decoded());
        DeadLetters.of(values);
        values.sinkTo(new DiscardingSink<>());

        assertThatIllegalStateException()
                .isThrownBy(env::getStreamGraph)
                .withMessageContaining("go nowhere")
                .withMessageContaining("split dead letters");
    }

    @Test
    void shouldBuildTheJobWhenTheDeadLettersAreRead() {
        SingleOutputStreamOperator<String> values = Decoded.split(decoded());
        values.sinkTo(new DiscardingSink<>());
        DeadLetters.of(values).sinkTo(new DiscardingSink<>());

        assertThatCode(env::getStreamGraph).doesNotThrowAnyException();
    }

    private void refusesUnaskedDeadLetters(
            Function<DataStream<Decoded<String>>, DataStream<String>> split) {
        split.apply(decoded()).sinkTo(new DiscardingSink<>());

        assertThatIllegalStateException()
                .isThrownBy(env::getStreamGraph)
                .withMessageContaining("DeadLetters.of(");
    }

    private DataStream<Decoded<String>> decoded() {
        return env.fromSequence(0, 9)
                .map(number -> Decoded.value("number " + number))
                .returns(TypeInformation.of(new TypeHint<Decoded<String>>() {}));
    }

    private static DataStream<String> plain(DataStream<Decoded<String>> decoded) {
        return decoded.process(
                        new ProcessFunction<Decoded<String>, String>() {
                            @Override
                            public void processElement(
                                    Decoded<String> each, Context context, Collector<String> out) {
                                each.value().ifPresent(out::collect);
                                each.deadLetter()
                                        .ifPresent(dead -> context.output(DeadLetters.tag(), dead));
                            }
                        })
                .returns(Types.STRING);
    }
}
