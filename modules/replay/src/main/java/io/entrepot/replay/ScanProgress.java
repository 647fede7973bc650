package io.entrepot.replay;

/** Hears how far a scan is; often, and from the thread that scans. */
@FunctionalInterface
public interface ScanProgress {

    /** Hears nothing. */
    ScanProgress NONE = (done, all, bytes) -> { };

    /**
     * So much has been read.
     *
     * @param done  offsets, over all partitions
     * @param all   offsets that are to be read
     * @param bytes of the records so far
     */
    void read(long done, long all, long bytes);
}
