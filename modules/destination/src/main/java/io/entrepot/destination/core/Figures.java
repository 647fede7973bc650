package io.entrepot.destination.core;

/**
 * What an image was made of, in bytes of the image unless said otherwise.
 *
 * @param zeroBytes      left as holes
 * @param newBytes       written from payloads on the ordered topic
 * @param sharedBytes    shared with another file by the file system
 * @param copiedBytes    copied from another file of the destination
 * @param fetchedBytes   taken from records fetched from the interim topic
 * @param fetchedRecords records fetched for that
 * @param runs           front-to-back passes over the file: 1 when nothing was parked or restarted
 * @param fileExtents    extents of the finished file; 0 before, or where the file system does not say
 */
public record Figures(long zeroBytes, long newBytes, long sharedBytes, long copiedBytes, long fetchedBytes,
                      long fetchedRecords, int runs, int fileExtents) {

    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

    public static Figures zero(long bytes) {
        return new Figures(bytes, 0, 0, 0, 0, 0, 0, 0);
    }

    public static Figures fresh(long bytes) {
        return new Figures(0, bytes, 0, 0, 0, 0, 0, 0);
    }

    public static Figures shared(long bytes) {
        return new Figures(0, 0, bytes, 0, 0, 0, 0, 0);
    }

    public static Figures copied(long bytes) {
        return new Figures(0, 0, 0, bytes, 0, 0, 0, 0);
    }

    public static Figures fetched(long bytes, long records) {
        return new Figures(0, 0, 0, 0, bytes, records, 0, 0);
    }

    /** Bytes written in front of where writing had come to: each time ends one pass and begins another. */
    public static Figures passes(int number) {
        return new Figures(0, 0, 0, 0, 0, 0, number, 0);
    }

    /** The sum, but for {@code fileExtents}, which is a state and no count: this one's stays. */
    public Figures plus(Figures more) {
        return new Figures(zeroBytes + more.zeroBytes, newBytes + more.newBytes, sharedBytes + more.sharedBytes,
                copiedBytes + more.copiedBytes, fetchedBytes + more.fetchedBytes, fetchedRecords + more.fetchedRecords,
                runs + more.runs, fileExtents);
    }

    Figures withOneMoreRun() {
        return plus(passes(1));
    }

    Figures withFileExtents(int extents) {
        return new Figures(zeroBytes, newBytes, sharedBytes, copiedBytes, fetchedBytes, fetchedRecords, runs, extents);
    }
}
