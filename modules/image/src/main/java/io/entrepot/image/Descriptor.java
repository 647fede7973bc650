package io.entrepot.image;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An open file descriptor that is closed once, and not while a call uses it: the kernel would give its number to the
 * next file that is opened, and the call would meet a stranger. Any number of threads may use it at once.
 */
final class Descriptor implements AutoCloseable {

    private final int fd;
    private final Path path;
    private final Lock inUse;
    private final Lock closing;
    private boolean closed;

    Descriptor(int fd, Path path) {
        this.fd = fd;
        this.path = path;
        var lock = new ReentrantReadWriteLock();
        inUse = lock.readLock();
        closing = lock.writeLock();
    }

    /** A call on the descriptor. */
    @FunctionalInterface
    interface Call<T> {
        T on(int fd) throws IOException;
    }

    /** A call on the descriptor that has no result. */
    @FunctionalInterface
    interface Action {
        void on(int fd) throws IOException;
    }

    Path path() {
        return path;
    }

    /** @param doing what is attempted, for the message when it fails, as in "cannot read" */
    <T> T call(String doing, Call<T> call) throws IOException {
        inUse.lock();
        try {
            if (closed) {
                throw new IOException(doing + " " + path + ": it has been closed");
            }
            return call.on(fd);
        } catch (LastErrorException e) {
            throw Failures.of(doing, path, e);
        } finally {
            inUse.unlock();
        }
    }

    void run(String doing, Action action) throws IOException {
        call(doing, fd -> {
            action.on(fd);
            return null;
        });
    }

    @Override
    public void close() throws IOException {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                Posix.close(fd);
            }
        } catch (LastErrorException e) {
            throw Failures.of("cannot close", path, e);
        } finally {
            closing.unlock();
        }
    }
}
