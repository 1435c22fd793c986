// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.function.SerializableSupplier;

/** What a fault does to the thread that meets it, or to its process. */
sealed interface FaultAction extends Serializable {

    void act(Moment moment) throws Exception;

    default boolean endsTheProcess() {
        return false;
    }

    /** Throws an {@link InjectedFault}. */
    record Fail(boolean withStackTrace) implements FaultAction {
        @Override
        public void act(Moment moment) {
            throw new InjectedFault("injected at " + moment, withStackTrace);
        }
    }

    /** Throws an instance of a class. */
    record ThrowClass(Class<? extends Throwable> type) implements FaultAction {
        public ThrowClass {
            try {
                newThrowable(type, "trial");
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(
                        "class to throw is %s; allowed is a class with a public constructor that takes a message or nothing"
                                .formatted(type.getName()),
                        e);
            }
        }

        @Override
        public void act(Moment moment) throws Exception {
            ExceptionUtils.rethrowException(newThrowable(type, "injected at " + moment));
        }

        private static Throwable newThrowable(Class<? extends Throwable> type, String message)
                throws ReflectiveOperationException {
            for (Constructor<?> constructor : type.getConstructors()) {
                Class<?>[] parameters = constructor.getParameterTypes();
                if (parameters.length == 1 && parameters[0].isAssignableFrom(String.class)) {
                    return (Throwable) constructor.newInstance(message);
                }
            }
            return type.getConstructor().newInstance();
        }
    }

    /** Throws what is supplied. */
    record ThrowSupplied(SerializableSupplier<? extends Throwable> supplier)
            implements FaultAction {
        @Override
        public void act(Moment moment) throws Exception {
            ExceptionUtils.rethrowException(supplier.get());
        }

        @Override
        public String toString() {
            return "ThrowSupplied";
        }
    }

    /** Waits; an interrupt ends it with an {@link InterruptedException}. */
    record Hang(Duration time) implements FaultAction {
        @Override
        public void act(Moment moment) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    }

    /** Keeps the thread busy; an interrupt changes nothing. */
    record Loop(Duration time) implements FaultAction {
        @Override
        public void act(Moment moment) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < time.toNanos()) {
                Thread.onSpinWait();
            }
        }
    }

    /** Ends the process with its shutdown hooks. */
    record Exit(int code) implements FaultAction {
        @Override
        public void act(Moment moment) {
            System.exit(code);
        }

        @Override
        public boolean endsTheProcess() {
            return true;
        }
    }

    /** Ends the process on the spot. */
    record Halt(int code) implements FaultAction {
        @Override
        public void act(Moment moment) {
            Runtime.getRuntime().halt(code);
        }

        @Override
        public boolean endsTheProcess() {
            return true;
        }
    }

    /** Lets the JVM itself throw an error. */
    enum JvmError implements FaultAction {
        OUT_OF_MEMORY {
            @Override
            public void act(Moment moment) {
                // Longer than any array can be: the JVM refuses without filling the heap.
                throw new IllegalStateException(
                        "no error by " + new byte[Integer.MAX_VALUE].length + " bytes");
            }
        },
        STACK_OVERFLOW {
            @Override
            public void act(Moment moment) {
                throw new IllegalStateException("no error at depth " + depth(moment.number()));
            }
        },
        NO_CLASS_DEF_FOUND {
            @Override
            public void act(Moment moment) {
                throw new NoClassDefFoundError("injected at " + moment);
            }
        },
        INTERRUPTED {
            @Override
            public void act(Moment moment) throws InterruptedException {
                throw new InterruptedException("injected at " + moment);
            }
        };

        private static long depth(long from) {
            return from == Long.MIN_VALUE ? 0 : 1 + depth(from + 1);
        }
    }
}
