package io.entrepot.cli.cluster;

import io.entrepot.destination.GroupWriter;
import io.entrepot.destination.Writer;
import java.nio.file.Path;

/**
 * A writer of one volume, on a thread of its own.
 *
 * @param writing  runs until it is told to stop
 * @param stopping tells it to, and does not wait
 * @param closing  stops it and waits
 * @param volume   where it writes
 */
record WriterPart(Runnable writing, Runnable stopping, Runnable closing, Path volume) implements Part {

    /** @param writer not yet run */
    static WriterPart of(Writer writer, Path volume) {
        return new WriterPart(writer, writer::stop, writer::close, volume);
    }

    /** @param writer not yet run */
    static WriterPart of(GroupWriter writer, Path volume) {
        return new WriterPart(writer, writer::stop, writer::close, volume);
    }

    @Override
    public String name() {
        return "writer of " + volume;
    }

    @Override
    public void start(Vigil vigil) {
        Thread thread = new Thread(() -> {
            try {
                writing.run();
            } catch (RuntimeException | Error e) {
                vigil.fail(Sentences.of(e));
            }
        }, "entrepot-writer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        stopping.run();
    }

    @Override
    public void close() {
        closing.run();
    }
}
