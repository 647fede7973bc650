package io.entrepot.destination.verify;

import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Findings;
import io.entrepot.destination.verify.core.Portion;
import io.entrepot.image.DiskFile;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One pass over an interim partition: each record of a wanted generation says what a range of its file must be, and pool threads look.
 * What they find is taken in the order of the records. For one thread.
 */
final class PartitionPass implements TopicScan.Handler {

    /** Differences that are told one by one; of the rest the images' verdicts tell the number. */
    private static final int TOLD_MAX = 10_000;
    /** Wrong blocks remembered for mending, some 200 bytes each. */
    private static final int REMEMBERED_MAX = 65_536;
    /** Files open at once; images that are sent side by side are a handful. */
    private static final int OPEN_MAX = 256;
    /** Portions looked at or waiting for a thread, for each thread. */
    private static final int PENDING_OF_THREAD = 4;

    private final WireFormat wire;
    private final PortionReader reader;
    private final ExecutorService pool;
    private final int pendingMax;
    private final VerifyListener listener;
    private final Map<String, ImageWork> unfinished = new HashMap<>();
    private final List<ImageWork> open = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Consumer<ImageWork> ended;
    private int told;
    private int remembered;

    /** Something of an image that is being looked at, or, without a future, its end. */
    private record Pending(ImageWork image, Future<Findings> findings) {
    }

    /** @param ended is given each image once all of it has been looked at */
    PartitionPass(List<ImageWork> images, WireFormat wire, PortionReader reader, ExecutorService pool, int threads,
            VerifyListener listener, Consumer<ImageWork> ended) {
        images.forEach(image -> unfinished.put(image.wanted().generation().id(), image));
        this.wire = wire;
        this.reader = reader;
        this.pool = pool;
        this.pendingMax = threads * PENDING_OF_THREAD;
        this.listener = listener;
        this.ended = ended;
    }

    @Override
    public boolean hasEnough() {
        return unfinished.isEmpty();
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            RecordKey key = wire.decode(record.key(), RecordKey.class);
            ImageWork image = unfinished.get(key.getGeneration());
            if (image != null && image.name().equals(key.getImage())) {
                take(image, key, record);
            }
        } catch (WireException e) {
            // A key that cannot be read is nobody's; if it was one of ours the next record does not follow on.
            return;
        }
    }

    private void take(ImageWork image, RecordKey key, ConsumerRecord<byte[], byte[]> record) {
        List<Portion> portions = List.of();
        try {
            portions = image.fold().take(record.offset(), key.getOffset(), wire.decode(record.value()));
        } catch (WireException e) {
            image.fold().fail("its record at interim offset " + record.offset() + " cannot be read: " + e.getMessage());
        }
        for (Portion portion : portions) {
            Optional<DiskFile> file = open(image);
            if (file.isPresent()) {
                put(new Pending(image, pool.submit(() -> reader.read(portion, file.get(), image.wanted().ordinal()))));
            }
        }
        if (image.fold().isEnded()) {
            end(image);
        }
    }

    private Optional<DiskFile> open(ImageWork image) {
        if (!open.contains(image)) {
            if (open.size() == OPEN_MAX) {
                drain(0);
                open.forEach(ImageWork::pause);
                open.clear();
            }
            open.add(image);
        }
        return image.file();
    }

    private void end(ImageWork image) {
        unfinished.remove(image.wanted().generation().id());
        put(new Pending(image, null));
    }

    /** The log has come to its end: what has no seal by now has none. */
    void finish() {
        for (ImageWork image : List.copyOf(unfinished.values())) {
            image.fold().fail("its seal is not on the interim topic");
            end(image);
        }
        drain(0);
    }

    private void put(Pending one) {
        pending.add(one);
        drain(pendingMax);
    }

    private void drain(int left) {
        while (pending.size() > left) {
            Pending one = pending.poll();
            if (one.findings() == null) {
                one.image().finish().ifPresent(end -> tell(one.image(), end));
                open.remove(one.image());
                ended.accept(one.image());
            } else {
                found(one.image(), await(one.findings()));
            }
        }
    }

    private void found(ImageWork image, Findings findings) {
        int before = image.remembered();
        image.found(findings, REMEMBERED_MAX - remembered);
        remembered += image.remembered() - before;
        listener.progress(image.name(), findings.readBytes());
        findings.differences().stream().filter(Difference::isWithinFile).forEach(difference -> tell(image, difference));
    }

    private void tell(ImageWork image, Difference difference) {
        if (told++ < TOLD_MAX) {
            listener.differs(image.name(), difference);
        }
    }

    private static Findings await(Future<Findings> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("Verifying was interrupted.", e);
        } catch (ExecutionException e) {
            throw new VerifyException("Verifying failed: " + e.getCause().getMessage() + ".", e.getCause());
        }
    }
}
