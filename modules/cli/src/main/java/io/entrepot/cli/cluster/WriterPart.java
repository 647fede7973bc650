package io.entrepot.cli.cluster;

import io.entrepot.destination.Writer;
import java.nio.file.Path;

/**
 * A writer of one volume, on a thread of its own.
 *
 * @param writer not yet run
 * @param volume where it writes
 */
record WriterPart(Writer writer, Path volume) implements Part {

    @Override
    public String name() {
        return "writer of " + volume;
    }

    @Override
    public void start(Vigil vigil) {
        Thread thread = new Thread(() -> {
            try {
                writer.run();
            } catch (RuntimeException | Error e) {
                vigil.fail(Sentences.of(e));
            }
        }, "entrepot-writer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        writer.stop();
    }

    @Override
    public void close() {
        writer.close();
    }
}
