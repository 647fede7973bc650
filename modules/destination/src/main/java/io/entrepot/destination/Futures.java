package io.entrepot.destination;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what another thread does, and fails with what made that fail. Nobody interrupts the writer's threads. */
final class Futures {

    private Futures() {
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new WriterException(Sentences.of(cause), cause);
            } else if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WriterException("The writer was interrupted; run it again, it goes on where it stopped.", e);
        }
    }
}
