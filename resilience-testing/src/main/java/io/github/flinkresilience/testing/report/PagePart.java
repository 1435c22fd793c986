// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Scripts, styles and licences that the page contains, read from the class path. */
enum PagePart {
    PLOT_SCRIPT("dist/uPlot.iife.min.js", true),
    PLOT_STYLE("dist/uPlot.min.css", true),
    PLOT_LICENCE("LICENSE", true),
    SCRIPT("chaos-report.js", false),
    STYLE("chaos-report.css", false);

    private static final String PLOT_PROPERTIES =
            "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final String PLOT_FILES = "/META-INF/resources/webjars/uplot/";

    private final String file;
    private final boolean ofPlot;

    PagePart(String file, boolean ofPlot) {
        this.file = file;
        this.ofPlot = ofPlot;
    }

    /**
     * Reads this part.
     *
     * @throws IOException if it is not on the class path
     */
    String text() throws IOException {
        return text(ofPlot ? PLOT_FILES + plotVersion() + "/" + file : file);
    }

    static String plotVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = open(PLOT_PROPERTIES)) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = PagePart.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("not on the class path: " + resource);
        }
        return in;
    }
}
