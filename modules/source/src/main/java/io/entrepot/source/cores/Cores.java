package io.entrepot.source.cores;

import io.entrepot.block.Compressor;
import io.entrepot.block.Digester;
import io.entrepot.block.ZstdLevels;
import io.entrepot.image.Niceness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of threads that take tasks in the order of the places they were given. The queue has no bound of its own:
 * a task comes with memory it works on, and that is bounded where it is handed out.
 */
public final class Cores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cores.class);
    private static final Task END = tools -> { };
    private static final long LAST = Long.MAX_VALUE;

    private final BlockingQueue<Waiting> tasks = new PriorityBlockingQueue<>();
    private final AtomicLong count = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param count      threads, at least one
     * @param zstdLevels of their compressors
     * @param nice       whether they leave the processor to others
     */
    public Cores(int count, ZstdLevels zstdLevels, boolean nice) {
        for (int i = 0; i < count; i++) {
            var tools = new Tools(new Digester(), new Compressor(zstdLevels));
            var thread = new Thread(() -> {
                if (nice) {
                    Niceness.ofThisThread();
                }
                work(tools);
            }, "entrepot-core-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** A task in its place; of tasks in the same place the first comes first. */
    private record Waiting(long place, long order, Task task) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byPlace = Long.compare(place, other.place);
            return byPlace != 0 ? byPlace : Long.compare(order, other.order);
        }
    }

    /** Has the task run by the next free core, before all that have places: it lets go of memory that others wait for. */
    public void submit(Task task) {
        submit(Long.MIN_VALUE, task);
    }

    /** Has the task run when no task in a smaller place waits. */
    public void submit(long place, Task task) {
        tasks.add(new Waiting(place, count.getAndIncrement(), task));
    }

    private void work(Tools tools) {
        try (Compressor closedAtTheEnd = tools.compressor()) {
            while (true) {
                Task task = tasks.take().task();
                if (task == END) {
                    return;
                }
                run(task, tools);
            }
        } catch (InterruptedException e) {
            LOG.atWarn().log("A core was interrupted, which nobody should do");
        }
    }

    private static void run(Task task, Tools tools) {
        try {
            task.run(tools);
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("A task failed without telling who asked for it");
        }
    }

    /** Ends the threads after the tasks they were given, and waits for that. */
    @Override
    public void close() {
        threads.forEach(thread -> submit(LAST, END));
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
