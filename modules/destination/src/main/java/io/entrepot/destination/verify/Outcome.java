package io.entrepot.destination.verify;

/**
 * What came of everything.
 *
 * @param images      that were to be looked at
 * @param goodImages  of these all right, or mended, or replaced meanwhile
 * @param missingImages of those that are not, the ones of which there is no file
 * @param unverifiableImages and the ones of which nobody can tell whether they are right
 * @param sizeBytes   of all of them
 * @param readBytes   read from files
 * @param differences ranges that were wrong
 * @param wrongBytes  bytes in them
 * @param repairedBytes of these mended
 * @param stopped     whether it was ended before its end
 */
public record Outcome(long images, long goodImages, long missingImages, long unverifiableImages, long sizeBytes, long readBytes, long differences,
                      long wrongBytes, long repairedBytes, boolean stopped) {

    static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0, false);

    Outcome plus(Verdict verdict) {
        return new Outcome(images + 1, goodImages + (verdict.state().isGood() ? 1 : 0),
                missingImages + (verdict.state() == Verdict.State.MISSING ? 1 : 0),
                unverifiableImages + (verdict.state() == Verdict.State.UNVERIFIABLE ? 1 : 0), sizeBytes + verdict.sizeBytes(),
                readBytes + verdict.readBytes(), differences + verdict.differences(), wrongBytes + verdict.wrongBytes(),
                repairedBytes + verdict.repairedBytes(), stopped);
    }

    Outcome asStopped() {
        return new Outcome(images, goodImages, missingImages, unverifiableImages, sizeBytes, readBytes, differences, wrongBytes, repairedBytes, true);
    }
}
