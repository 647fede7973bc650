package io.entrepot.destination.verify;

import io.entrepot.block.Digester;
import io.entrepot.destination.verify.core.Comparison;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Findings;
import io.entrepot.destination.verify.core.Portion;
import io.entrepot.destination.verify.core.Sample;
import io.entrepot.image.DiskFile;
import io.entrepot.wire.Limits;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Reads portions of files, from the disk where that can be had, and compares them. Thread-safe. */
final class PortionReader {

    /** What a thread holds: a portion is at most 1 MiB and one block. */
    private static final int BUFFER_BYTES = (1 << 20) + Limits.BLOCK_BYTES_MAX;
    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[BUFFER_BYTES]);
    private static final ThreadLocal<Digester> DIGESTERS = ThreadLocal.withInitial(Digester::new);

    private final Sample sample;
    private final Pace pace;
    private final BooleanSupplier stopped;

    PortionReader(Sample sample, Pace pace, BooleanSupplier stopped) {
        this.sample = sample;
        this.pace = pace;
        this.stopped = stopped;
    }

    /** @param ordinal of the generation, by which the sample chooses */
    Findings read(Portion portion, DiskFile file, long ordinal) {
        Findings findings = new Findings();
        if (portion instanceof Portion.Data data) {
            data(data, file, findings);
        } else if (portion instanceof Portion.Zeros zeros) {
            zeros(zeros, file, ordinal, findings);
        }
        return findings;
    }

    private void data(Portion.Data data, DiskFile file, Findings findings) {
        byte[] buffer = BUFFERS.get();
        int read;
        try {
            read = read(file, data.offset(), buffer, (int) data.length(), findings);
        } catch (IOException unreadable) {
            data.blocks().forEach(block -> alone(block, file, findings));
            return;
        }
        int at = 0;
        for (Portion.Block block : data.blocks()) {
            Comparison.block(block, buffer, at, Math.max(0, read - at), DIGESTERS.get(), findings);
            at += block.length();
        }
    }

    /** Where the whole could not be read: which of its blocks. */
    private void alone(Portion.Block block, DiskFile file, Findings findings) {
        byte[] buffer = BUFFERS.get();
        try {
            int read = read(file, block.offset(), buffer, block.length(), findings);
            Comparison.block(block, buffer, 0, read, DIGESTERS.get(), findings);
        } catch (IOException unreadable) {
            findings.wrong(block, Difference.Found.UNREADABLE);
        }
    }

    private void zeros(Portion.Zeros zeros, DiskFile file, long ordinal, Findings findings) {
        byte[] buffer = BUFFERS.get();
        long wanted = zeros.offset() + zeros.length();
        long end = Math.max(zeros.offset(), Math.min(wanted, sizeBytes(file, wanted)));
        long at = zeros.offset();
        while (at < end && !stopped.getAsBoolean()) {
            long next = nextData(file, at, end);
            if (next > at) {
                at = next;
                continue;
            }
            int length = (int) Math.min(Sample.ZEROS_BYTES - at % Sample.ZEROS_BYTES, end - at);
            if (sample.takes(ordinal, at - at % Sample.ZEROS_BYTES)) {
                try {
                    Comparison.zeros(at, buffer, read(file, at, buffer, length, findings), findings);
                } catch (IOException unreadable) {
                    findings.wrongZeros(at, length, Difference.Found.UNREADABLE);
                }
            }
            at += length;
        }
        if (end < wanted) {
            findings.wrongZeros(end, wanted - end, Difference.Found.MISSING);
        }
    }

    private static long sizeBytes(DiskFile file, long unknown) {
        try {
            return file.sizeBytes();
        } catch (IOException untold) {
            return unknown;
        }
    }

    /** Holes are zeros without being read; where they cannot be told everything is read. */
    private static long nextData(DiskFile file, long at, long end) {
        try {
            return file.nextData(at, end);
        } catch (IOException untold) {
            return at;
        }
    }

    private int read(DiskFile file, long offset, byte[] buffer, int length, Findings findings) throws IOException {
        pace.take(length);
        // What memory still holds since the file was written says nothing about the disk.
        file.forget(offset, length);
        int read = file.read(offset, buffer, 0, length);
        findings.read(read);
        return read;
    }
}
