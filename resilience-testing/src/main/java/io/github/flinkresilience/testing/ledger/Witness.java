// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.util.function.SerializableFunction;

/**
 * A map function that changes nothing and notes the ids of the records that pass.
 *
 * <pre>{@code
 * orders.map(Witness.of("decoded", directory, Order::id)).uid("decoded")
 * }</pre>
 *
 * <p>An id is with the operating system before its record goes on, so the notes survive the death
 * of the process ({@code kill -9}), though not of the machine. Each attempt of each subtask writes
 * a file of its own; none is ever overwritten. One write per record. A note that cannot be written
 * fails the job.
 */
public final class Witness<T> extends RichMapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String directory;
    private final SerializableFunction<? super T, String> id;
    @Nullable private transient OutputStream notes;

    private Witness(String name, String directory, SerializableFunction<? super T, String> id) {
        this.name = Objects.requireNonNull(name, "name");
        this.directory = directory;
        this.id = Objects.requireNonNull(id, "id");
    }

    /**
     * A witness.
     *
     * @param name tells witnesses of one directory apart; usually the name of the ledger's stage
     * @param directory where task managers write; made if it does not exist
     * @param id must not return null
     */
    public static <T> Witness<T> of(
            String name, Path directory, SerializableFunction<? super T, String> id) {
        return new Witness<>(name, directory.toAbsolutePath().toString(), id);
    }

    /**
     * What the witnesses of a name have noted so far, of all subtasks and attempts. A last line
     * that was torn when its process died is left out.
     *
     * @return each subtask attempt's ids as one line, in the order of passing
     * @throws UncheckedIOException if there are no notes, or they cannot be read
     */
    public static List<Sighting> read(String name, Path directory) {
        try {
            return WitnessNotes.of(name, directory).read();
        } catch (IOException e) {
            throw new UncheckedIOException("notes of the witness " + name + " in " + directory, e);
        }
    }

    @Override
    public void open(OpenContext context) throws Exception {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        notes =
                WitnessNotes.of(name, Path.of(directory))
                        .create(task.getIndexOfThisSubtask(), task.getAttemptNumber());
    }

    @Override
    public T map(T value) throws Exception {
        String passed = Objects.requireNonNull(id.apply(value), "id");
        Objects.requireNonNull(notes, "not open").write(WitnessNotes.line(passed));
        return value;
    }

    @Override
    public void close() throws Exception {
        if (notes != null) {
            notes.close();
        }
    }
}
