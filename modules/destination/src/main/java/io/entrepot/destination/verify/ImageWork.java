package io.entrepot.destination.verify;

import io.entrepot.destination.DestinationRecords;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Findings;
import io.entrepot.destination.verify.core.ImageFold;
import io.entrepot.destination.verify.core.Portion;
import io.entrepot.destination.verify.core.Wanted;
import io.entrepot.image.DiskFile;
import io.entrepot.image.Fingerprint;
import io.entrepot.image.KeptTime;
import io.entrepot.image.VolumeReader;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image while it is verified: its file, and what was found of it. For one thread. */
final class ImageWork {

    /** How far an image's file can be had. */
    private enum Access { UNTRIED, OPEN, PAUSED, MISSING, REPLACED }

    private final ImageFold fold;
    private final VolumeReader volume;
    private final DestinationRecords records;
    private final List<Portion.Block> wrongBlocks = new ArrayList<>();
    private final List<Difference> wrongZeros = new ArrayList<>();
    private Access access = Access.UNTRIED;
    private DiskFile file;
    private Fingerprint opened;
    private String trouble;
    private boolean altered;
    private long readBytes;
    private long wrongBytes;
    private long differences;
    private long unlisted;

    ImageWork(ImageFold fold, VolumeReader volume, DestinationRecords records) {
        this.fold = fold;
        this.volume = volume;
        this.records = records;
    }

    ImageFold fold() {
        return fold;
    }

    Wanted wanted() {
        return fold.wanted();
    }

    String name() {
        return wanted().generation().image();
    }

    /** Its file, opened when it is first asked for; empty when there is none to be read. */
    Optional<DiskFile> file() {
        if (access == Access.UNTRIED || access == Access.PAUSED) {
            try {
                open();
            } catch (IOException e) {
                access = Access.MISSING;
                trouble = "its file cannot be opened: " + e.getMessage();
            }
        }
        return Optional.ofNullable(file);
    }

    private void open() throws IOException {
        Optional<DiskFile> found = volume.openImage(name());
        if (found.isEmpty()) {
            access = Access.MISSING;
            trouble = "there is no file of its name; entrepot replay writes it again";
            return;
        }
        file = found.get();
        // A newer generation may have got the name between the record's being read and the file's being opened.
        if (isReplaced()) {
            access = Access.REPLACED;
            close();
            return;
        }
        Fingerprint now = file.status().fingerprint();
        if (access == Access.PAUSED) {
            opened.differenceTo(now).ifPresent(this::alteredMeanwhile);
        } else {
            opened = now;
        }
        access = Access.OPEN;
    }

    /** Whether the name belongs to another generation, or is just about to. */
    private boolean isReplaced() throws IOException {
        Optional<ImageRecord> record = records.find(name());
        return record.flatMap(ImageRecord::committed).filter(now -> now.id().equals(wanted().generation().id())).isEmpty()
                || record.flatMap(ImageRecord::incoming).filter(next -> next.phase() == Incoming.Phase.FINALISING).isPresent();
    }

    /** Lets go of the file; it is opened again when it is needed. */
    void pause() {
        if (access == Access.OPEN) {
            close();
            access = Access.PAUSED;
        }
    }

    private void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            trouble = trouble == null ? "its file cannot be closed: " + e.getMessage() : trouble;
        }
        file = null;
    }

    /** @param room how many more wrong blocks may be remembered for mending */
    void found(Findings findings, int room) {
        readBytes += findings.readBytes();
        wrongBytes += findings.wrongBytes();
        differences += findings.differences().stream().filter(Difference::isWithinFile).count() + findings.untold();
        List<Difference> zeros = findings.differences().stream().filter(Difference::zeros).toList();
        if (findings.untold() > 0 || findings.wrongBlocks().size() + zeros.size() > room) {
            unlisted += findings.wrongBytes();
        } else {
            wrongBlocks.addAll(findings.wrongBlocks());
            wrongZeros.addAll(zeros);
        }
    }

    /** Nothing more will be read; looks at the file as a whole, and tells where it ends if that is not where it must. */
    Optional<Difference> finish() {
        Optional<Difference> end = Optional.empty();
        try {
            if (file().isPresent()) {
                end = judge();
            }
        } catch (IOException e) {
            trouble = "its file cannot be examined: " + e.getMessage();
        }
        close();
        return end;
    }

    private Optional<Difference> judge() throws IOException {
        Fingerprint now = file.status().fingerprint();
        Optional<String> change = opened.differenceTo(now);
        if (change.isPresent() && isReplaced()) {
            access = Access.REPLACED;
            return Optional.empty();
        }
        change.ifPresent(this::alteredMeanwhile);
        if (altered || !sizeIsWrong()) {
            return Optional.empty();
        }
        trouble = "its file has " + opened.sizeBytes() + " bytes instead of " + wanted().sizeBytes();
        differences++;
        long surplusBytes = opened.sizeBytes() - wanted().sizeBytes();
        if (surplusBytes < 0) {
            return Optional.of(new Difference(opened.sizeBytes(), -surplusBytes, Difference.Found.MISSING, false));
        }
        wrongBytes += surplusBytes;
        return Optional.of(new Difference(wanted().sizeBytes(), surplusBytes, Difference.Found.SURPLUS, false));
    }

    private void alteredMeanwhile(String change) {
        altered = true;
        trouble = "its file was altered while it was verified: " + change;
    }

    List<Portion.Block> wrongBlocks() {
        return wrongBlocks;
    }

    List<Difference> wrongZeros() {
        return wrongZeros;
    }

    /** How much memory the wrong places take, in blocks. */
    int remembered() {
        return wrongBlocks.size() + wrongZeros.size();
    }

    /** Bytes that are wrong and not remembered, for want of room. */
    long unlistedBytes() {
        return unlisted;
    }

    boolean sizeIsWrong() {
        return opened != null && opened.sizeBytes() != wanted().sizeBytes();
    }

    /** Time of modification that the file had; nanoseconds since the epoch. */
    long foundModifiedAtNs() {
        return opened.modifiedAtNs();
    }

    /**
     * Not what somebody else is writing to: that may be a machine that runs from it. And not what somebody else wrote to before, which nothing
     * gives back: a disk that went bad leaves size and time as they were.
     *
     * @param overwrite whether what somebody wrote before may go
     */
    boolean canBeMended(boolean overwrite) {
        return access == Access.OPEN && !altered && fold.fault().isEmpty() && (wrongBytes > 0 || sizeIsWrong()) && (overwrite || !isChanged());
    }

    /** Whether the file was found with another size or time than it was given when it was complete. */
    private boolean isChanged() {
        return sizeIsWrong() || !hasItsTime();
    }

    private boolean hasItsTime() {
        return opened == null || KeptTime.isOf(opened.modifiedAtNs(), wanted().modifiedAtNs());
    }

    Verdict verdict() {
        if (access == Access.REPLACED) {
            return verdict(Verdict.State.REPLACED, "a newer generation took its place meanwhile", 0);
        } else if (access == Access.MISSING) {
            return verdict(Verdict.State.MISSING, trouble, 0);
        } else if (fold.fault().isPresent()) {
            return verdict(Verdict.State.UNVERIFIABLE, fold.fault().get(), 0);
        }
        boolean right = trouble == null && wrongBytes == 0;
        return right ? verdict(Verdict.State.RIGHT, "", 0) : verdict(Verdict.State.DIFFERENT, whyDifferent(), 0);
    }

    private String whyDifferent() {
        String known = trouble == null ? "" : trouble;
        if (altered || !isChanged()) {
            return known;
        }
        String last = hasItsTime() ? "" : ", last at " + Instant.EPOCH.plusNanos(opened.modifiedAtNs()).truncatedTo(ChronoUnit.SECONDS);
        return (known.isEmpty() ? "" : known + "; ") + "it was changed since it was written" + last
                + ": --repair leaves it as it is, and with --overwrite undoes that";
    }

    Verdict verdict(Verdict.State state, String why, long repairedBytes) {
        return new Verdict(name(), wanted().generation().id(), state, why, wanted().sizeBytes(), readBytes, differences, wrongBytes,
                repairedBytes);
    }

    long wrongBytes() {
        return wrongBytes;
    }
}
