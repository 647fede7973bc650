package io.entrepot.cli.cluster;

import io.entrepot.destination.GroupWriter;
import io.entrepot.destination.Writer;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A writer of one volume, on a thread of its own.
 *
 * @param writing  runs until it is told to stop
 * @param stopping tells it to, and does not wait
 * @param closing  stops it and waits
 * @param running  whether it takes what comes
 * @param volume   where it writes
 */
record WriterPart(Runnable writing, Runnable stopping, Runnable closing, BooleanSupplier running, Path volume) implements Part {

    /** @param writer not yet run */
    static WriterPart of(Writer writer, Path volume) {
        return new WriterPart(writer, writer::stop, writer::close, writer::isRunning, volume);
    }

    /** @param writer not yet run */
    static WriterPart of(GroupWriter writer, Path volume) {
        return new WriterPart(writer, writer::stop, writer::close, writer::isRunning, volume);
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
    public boolean isReady() {
        return running.getAsBoolean();
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
