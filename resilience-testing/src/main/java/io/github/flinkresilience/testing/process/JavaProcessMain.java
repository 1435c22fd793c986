// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * The child's side of a {@link JavaProcess}: runs another main method until the process ends or its
 * parent does.
 *
 * <p>The child reads its standard input, to which nobody ever writes. The operating system closes
 * the parent's end when the parent ends, even by {@code kill -9}; the child then halts. A shutdown
 * hook in the parent could not promise that.
 */
final class JavaProcessMain {

    private static final int EXIT_ORPHANED = 3;

    private JavaProcessMain() {}

    /**
     * Runs a main method.
     *
     * @param args the main class, then its arguments
     */
    public static void main(String[] args) throws Throwable {
        haltWhenOrphaned();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Method main = Class.forName(args[0]).getMethod("main", String[].class);
            // Its class need not be public.
            main.setAccessible(true);
            main.invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltWhenOrphaned() {
        Thread watch =
                new Thread(
                        () -> {
                            awaitEnd(System.in);
                            Runtime.getRuntime().halt(EXIT_ORPHANED);
                        },
                        "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream in) {
        try {
            while (in.read() != -1) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an end, too.
        }
    }
}
