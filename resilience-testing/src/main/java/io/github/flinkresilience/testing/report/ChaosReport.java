// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One report of all chaos runs of a directory, as a page and as text.
 *
 * <p>The page needs no network and no other file; without scripts it lacks only its pictures.
 */
public final class ChaosReport {

    private static final String PAGE = "chaos-report.html";
    private static final String TEXT = "chaos-report.txt";

    private ChaosReport() {}

    /**
     * Writes {@code chaos-report.html} and {@code chaos-report.txt}. The same runs give the same
     * bytes. Blocks for as long as the files take to read and write.
     *
     * @param runs directory of what {@link ChaosTimeline#write} wrote
     * @param target directory of the report; made if it is not there
     * @return the page
     * @throws IOException if there are no runs, if one is broken or only half there (the message
     *     names its file), or if a file cannot be read or written
     */
    public static Path write(Path runs, Path target) throws IOException {
        List<ChaosRun> all = RunDirectory.read(runs);
        Files.createDirectories(target);
        Files.writeString(target.resolve(TEXT), TextReport.of(all));
        return Files.writeString(target.resolve(PAGE), HtmlReport.of(all));
    }

    /**
     * Writes the report, and where it is to standard output.
     *
     * @param arguments directory of the runs, directory of the report
     * @throws IOException as {@link #write} does
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: ChaosReport DIRECTORY TARGET");
        }
        System.out.println(write(Path.of(arguments[0]), Path.of(arguments[1])));
    }
}
