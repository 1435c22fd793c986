// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** T27: every kind of function can be wrapped, written in every way, and keeps its type. */
@ExtendWith(LocalClusterExtension.class)
class TrapT27FunctionsITCase {
    private final JobUnderTest job = new JobUnderTest(Handling.none());
    private final DataStream<String> records = job.env.fromData("1", "bad", "3");

    @Test
    void shouldWrapLambdas(LocalCluster cluster) throws Exception {
        var mapped = records.process(DeadLetterFunctions.map((String s) -> Integer.parseInt(s)));
        var flatMapped =
                records.process(
                                DeadLetterFunctions.flatMap(
                                        (String s, Collector<Integer> out) -> {
                                            out.collect(Integer.parseInt(s));
                                            out.collect(-Integer.parseInt(s));
                                        }))
                        .returns(Types.INT);
        var filtered =
                records.process(DeadLetterFunctions.filter((String s) -> Integer.parseInt(s) > 1));

        assertThat(mapped.getType()).isEqualTo(Types.INT);
        run(cluster, mapped, flatMapped, filtered);
        assertThat(job.results.played()).containsExactlyInAnyOrder(1, 3, 1, -1, 3, -3, "3");
    }

    @Test
    void shouldWrapRichFunctions(LocalCluster cluster) throws Exception {
        var mapped = records.process(DeadLetterFunctions.map(new RichMap()));
        var flatMapped = records.process(DeadLetterFunctions.flatMap(new RichFlatMap()));
        var filtered = records.process(DeadLetterFunctions.filter(new RichFilter()));

        assertThat(mapped.getType()).isEqualTo(Types.INT);
        assertThat(flatMapped.getType()).isEqualTo(Types.INT);
        assertThat(filtered.getType()).isEqualTo(Types.STRING);
        run(cluster, mapped, flatMapped, filtered);
        assertThat(job.results.played()).containsExactlyInAnyOrder(11, 13, 11, 13, "3");
    }

    /** This test is not serializable, and each of these classes has a reference to it. */
    @Test
    void shouldWrapAnonymousClasses(LocalCluster cluster) throws Exception {
        var mapped =
                records.process(
                        DeadLetterFunctions.map(
                                new MapFunction<String, Integer>() {
                                    @Override
                                    public Integer map(String text) {
                                        return Integer.parseInt(text);
                                    }
                                }));
        var processed =
                records.process(
                        DeadLetterFunctions.process(
                                new ProcessFunction<String, Integer>() {
                                    @Override
                                    public void processElement(
                                            String text, Context context, Collector<Integer> out) {
                                        out.collect(Integer.parseInt(text));
                                    }
                                }));
        var keyed =
                records.keyBy(text -> text)
                        .process(
                                DeadLetterFunctions.keyed(
                                        new KeyedProcessFunction<String, String, Integer>() {
                                            @Override
                                            public void processElement(
                                                    String text,
                                                    Context context,
                                                    Collector<Integer> out) {
                                                out.collect(Integer.parseInt(text));
                                            }
                                        }));

        run(cluster, mapped, processed, keyed);
        assertThat(job.results.played()).containsExactlyInAnyOrder(1, 3, 1, 3, 1, 3);
    }

    @Test
    void shouldHaveTheTypeThatTheFunctionTells() {
        var wrapped = records.process(DeadLetterFunctions.map(new TellsItsType()));

        assertThat(wrapped.getType()).isEqualTo(TellsItsType.TYPE);
    }

    @Test
    void shouldHaveTheTypeThatFlinkFindsInTheClass() {
        var processed = records.process(DeadLetterFunctions.process(new Pairs()));
        var keyed = records.keyBy(s -> s).process(DeadLetterFunctions.keyed(new KeyedPairs()));

        assertThat(processed.getType()).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
        assertThat(keyed.getType()).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
    }

    @Test
    void shouldKeepTheTypeOfAFilteredStream() {
        var named = Types.ROW_NAMED(new String[] {"id"}, Types.STRING);
        var rows = records.map(Row::of).returns(named);

        var filtered = rows.process(DeadLetterFunctions.filter(row -> row.getField("id") != null));

        assertThat(filtered.getType()).isEqualTo(rows.filter(row -> true).getType());
    }

    @Test
    void shouldAskForTheTypeWhenItCannotBeFound() {
        FlatMapFunction<String, String> lambda = (text, out) -> out.collect(text);
        var mapped = records.process(DeadLetterFunctions.flatMap(lambda));

        assertThatExceptionOfType(InvalidTypesException.class)
                .isThrownBy(mapped::getType)
                .withMessageContaining("returns(...)");
        assertThat(mapped.returns(Types.STRING).getType()).isEqualTo(Types.STRING);
    }

    private void run(
            LocalCluster cluster,
            SingleOutputStreamOperator<?> first,
            SingleOutputStreamOperator<?> second,
            SingleOutputStreamOperator<?> third)
            throws Exception {
        job.results.record(first);
        job.results.record(second);
        job.results.record(third);
        job.letters.record(DeadLetters.union(first, second, third));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.letters())
                .extracting(letter -> letter.payload().toString())
                .containsExactly("bad (utf-8)", "bad (utf-8)", "bad (utf-8)");
    }

    private static final class RichMap extends RichMapFunction<String, Integer> {
        private static final long serialVersionUID = 1L;
        private transient int base;

        @Override
        public void open(OpenContext context) {
            base = 10 + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        }

        @Override
        public Integer map(String text) {
            return base + Integer.parseInt(text);
        }
    }

    private static final class RichFlatMap extends RichFlatMapFunction<String, Integer> {
        private static final long serialVersionUID = 1L;
        private transient int base;

        @Override
        public void open(OpenContext context) {
            base = 10 + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        }

        @Override
        public void flatMap(String text, Collector<Integer> out) {
            out.collect(base + Integer.parseInt(text));
        }
    }

    private static final class RichFilter extends RichFilterFunction<String> {
        private static final long serialVersionUID = 1L;
        private transient int least;

        @Override
        public void open(OpenContext context) {
            least = 2 + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        }

        @Override
        public boolean filter(String text) {
            return Integer.parseInt(text) >= least;
        }
    }

    private static final class TellsItsType
            implements MapFunction<String, Object>, ResultTypeQueryable<Object> {
        private static final long serialVersionUID = 1L;
        static final TypeInformation<Object> TYPE = Types.GENERIC(Object.class);

        @Override
        public Object map(String text) {
            return text;
        }

        @Override
        public TypeInformation<Object> getProducedType() {
            return TYPE;
        }
    }

    private static final class Pairs extends ProcessFunction<String, Tuple2<String, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                String text, Context context, Collector<Tuple2<String, Long>> out) {
            out.collect(Tuple2.of(text, 1L));
        }
    }

    private static final class KeyedPairs
            extends KeyedProcessFunction<String, String, Tuple2<String, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                String text, Context context, Collector<Tuple2<String, Long>> out) {
            out.collect(Tuple2.of(text, 1L));
        }
    }
}
