// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import io.github.flinkresilience.metrics.ResilienceMetrics;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job whose operator "counted" gets ten records and counts them as it is told. */
public final class MiscountedJob {

    private static final long RECORDS = 10;

    private MiscountedJob() {}

    /** What the operator does with the record of a number, 0 to 9. */
    public enum Counting {
        RIGHT {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                metrics.recordIn();
                dispose(number, metrics);
            }
        },
        FORGETS_THE_LAST {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                metrics.recordIn();
                if (number < RECORDS - 1) {
                    dispose(number, metrics);
                }
            }
        },
        DISPOSES_TWICE_OF_THE_LAST {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                RIGHT.count(number, metrics);
                if (number == RECORDS - 1) {
                    dispose(number, metrics);
                }
            }
        },
        BURIES_TIMERS_TOO {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                RIGHT.count(number, metrics);
                metrics.dead("TIMER", "Late");
            }
        },
        FAILS_WITH_ONE_UNDER_WAY {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                FORGETS_THE_LAST.count(number, metrics);
                if (number == RECORDS - 1) {
                    throw new IllegalStateException("under way: " + number);
                }
            }
        },
        FAILS_WITH_TWO_UNDER_WAY {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                if (number == 0) {
                    metrics.recordIn();
                }
                FAILS_WITH_ONE_UNDER_WAY.count(number, metrics);
            }
        },
        DISPOSES_TWICE_AND_BLOCKS {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                DISPOSES_TWICE_OF_THE_LAST.count(number, metrics);
                if (number == RECORDS - 1) {
                    new CountDownLatch(1).await();
                }
            }
        },
        BLOCKS_ON_THE_LAST {
            @Override
            void count(long number, ResilienceMetrics metrics) throws InterruptedException {
                FORGETS_THE_LAST.count(number, metrics);
                if (number == RECORDS - 1) {
                    new CountDownLatch(1).await();
                }
            }
        };

        abstract void count(long number, ResilienceMetrics metrics) throws InterruptedException;

        static void dispose(long number, ResilienceMetrics metrics) {
            if (number % 5 == 1) {
                metrics.dead("PROCESS", "Poison");
            } else if (number % 5 == 2) {
                metrics.skipped();
            } else {
                metrics.recordOk();
            }
        }
    }

    /** Submits the job; it never restarts. */
    public static LocalJob submit(LocalCluster cluster, Counting counting) throws Exception {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "none");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        env.setParallelism(1);
        env.fromSequence(0, RECORDS - 1)
                .map(new Miscount(counting))
                .name("counted")
                .sinkTo(new DiscardingSink<>());
        return cluster.submit(env);
    }

    private static final class Miscount extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final Counting counting;
        private transient ResilienceMetrics metrics;

        Miscount(Counting counting) {
            this.counting = counting;
        }

        @Override
        public void open(OpenContext context) {
            metrics = new ResilienceMetrics(getRuntimeContext().getMetricGroup());
        }

        @Override
        public Long map(Long number) throws Exception {
            counting.count(number, metrics);
            return number;
        }
    }
}
