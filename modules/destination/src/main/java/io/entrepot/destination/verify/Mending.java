package io.entrepot.destination.verify;

import io.entrepot.block.Digester;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.verify.core.Comparison;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Findings;
import io.entrepot.destination.verify.core.Portion;
import io.entrepot.destination.verify.core.Sample;
import io.entrepot.image.KeptTime;
import io.entrepot.image.MendedFile;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One image that is mended in place: size, zeros, blocks; then made durable and read back. For one thread. Blocks come in any order,
 * so the file is opened for each: a block that is wrong is rare.
 */
final class Mending {

    private final ImageWork image;
    private final Volume volume;
    private final Sample sample;
    private final Set<Portion.Block> written = new HashSet<>();
    /** What each step leaves the file with. */
    private long modifiedAtNs;
    private String trouble;

    Mending(ImageWork image, Volume volume, Sample sample) {
        this.image = image;
        this.volume = volume;
        this.sample = sample;
        this.modifiedAtNs = image.foundModifiedAtNs();
    }

    Generation generation() {
        return image.wanted().generation();
    }

    List<Portion.Block> blocks() {
        return image.wrongBlocks();
    }

    private interface Step {
        void with(MendedFile file) throws IOException;
    }

    /** What needs no payload: the size, and zeros. */
    void begin() {
        run(file -> {
            if (image.sizeIsWrong()) {
                file.resize(image.wanted().sizeBytes());
            }
            byte[] zeros = new byte[Sample.ZEROS_BYTES];
            for (Difference wrong : overwrittenZeros()) {
                long end = wrong.offset() + wrong.length();
                for (long at = wrong.offset(); at < end; at += zeros.length) {
                    file.write(at, zeros, 0, (int) Math.min(zeros.length, end - at));
                }
            }
        });
    }

    /** Zeros that are missing at the end are there once the size is right. */
    private List<Difference> overwrittenZeros() {
        return image.wrongZeros().stream().filter(Difference::isWithinFile).toList();
    }

    /** Writes a block whose bytes are the right ones. */
    void write(Portion.Block block, byte[] bytes, int at) {
        // An extent that another image shares stays that image's: the file system gives this one a copy of its own to write to.
        run(file -> {
            file.write(block.offset(), bytes, at, block.length());
            written.add(block);
        });
    }

    private void run(Step step) {
        if (trouble != null) {
            return;
        }
        try (MendedFile file = volume.openToMend(image.name()).orElseThrow(() -> new IOException("the file is gone"))) {
            // Hours may have passed since it was looked at: a machine that was started from it meanwhile keeps what it wrote.
            if (!KeptTime.isOf(file.file().status().fingerprint().modifiedAtNs(), modifiedAtNs)) {
                throw new IOException("somebody else has written to it meanwhile");
            }
            step.with(file);
            // Who is killed midway leaves a file that is not taken for one that somebody else has written to. And each descriptor's own
            // fsync: one that is opened later need not hear of an earlier one's failure.
            file.setModified(modifiedAtNs);
        } catch (IOException e) {
            trouble = e.getMessage();
        }
    }

    /** Reads back what was mended, and says what came of the image. */
    Verdict finish() {
        Findings again = new Findings();
        run(file -> {
            readBack(file, again);
            // Only a file that was looked at as a whole may pass for unaltered; another one keeps the time it was found with.
            boolean whole = sample.isAll() && isComplete(again);
            modifiedAtNs = whole ? image.wanted().modifiedAtNs() : image.foundModifiedAtNs();
        });
        long left = image.unlistedBytes() + again.wrongBytes();
        long repaired = image.wrongBytes() - left;
        if (trouble != null) {
            return image.verdict(Verdict.State.DIFFERENT, "it could not be mended: " + trouble, 0);
        } else if (isComplete(again)) {
            return image.verdict(Verdict.State.REPAIRED, "", repaired);
        }
        return image.verdict(Verdict.State.DIFFERENT, image.unlistedBytes() > 0
                ? "there was more to mend than is kept in mind at once: repair it again"
                : "the interim topic no longer has " + again.wrongBytes() + " bytes of it, the first at offset "
                        + again.differences().get(0).offset(), repaired);
    }

    private boolean isComplete(Findings again) {
        return again.wrongBytes() == 0 && image.unlistedBytes() == 0;
    }

    private void readBack(MendedFile file, Findings again) throws IOException {
        Digester digester = new Digester();
        byte[] buffer = new byte[Sample.ZEROS_BYTES];
        for (Portion.Block block : image.wrongBlocks()) {
            if (!written.contains(block)) {
                again.wrong(block, Difference.Found.DIFFERS);
                continue;
            }
            file.file().forget(block.offset(), block.length());
            Comparison.block(block, buffer, 0, file.file().read(block.offset(), buffer, 0, block.length()), digester, again);
        }
        for (Difference zeros : overwrittenZeros()) {
            long end = zeros.offset() + zeros.length();
            for (long at = zeros.offset(); at < end; at += buffer.length) {
                int length = (int) Math.min(buffer.length, end - at);
                file.file().forget(at, length);
                Comparison.zeros(at, buffer, file.file().read(at, buffer, 0, length), again);
            }
        }
    }
}
