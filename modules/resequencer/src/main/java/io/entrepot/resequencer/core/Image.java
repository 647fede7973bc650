package io.entrepot.resequencer.core;

/**
 * One generation of an image and how far it has got.
 *
 * @param sending      what never changes
 * @param life         where it stands
 * @param turn         turns it has had, the present one included
 * @param position     what is to be passed on next: {@link Waiting#OPENED_AT} for its ImageOpened, then bytes from the
 *                     start of the image
 * @param arrivedTo    greatest end of any extent that arrived; nothing waits at or above it but the records that end
 *                     the image
 * @param sealed       whether its ImageSealed has arrived
 * @param ending       whether an ImageAborted waits at {@link Waiting#END_AT}, before which nothing but the ImageOpened
 *                     is passed on
 * @param passedBytes  value bytes passed on to the ordered topic, over all turns of this life
 * @param orderedBytes of those, how many are durable at the destination by the writer's last word
 * @param turnsBefore  turns of earlier lives, before it was recalled; what is said of them counts no more
 */
public record Image(Sending sending, Life life, int turn, long position, long arrivedTo, boolean sealed, boolean ending,
        long passedBytes, long orderedBytes, int turnsBefore) {

    /** A generation that was opened before what this destination is to be given. */
    static Image leftOut(Sending sending) {
        return new Image(sending, Life.ABANDONED, 0, Waiting.OPENED_AT, 0, false, false, 0, 0, 0);
    }

    /** A generation whose ImageOpened has just arrived. */
    static Image opened(Sending sending) {
        return new Image(sending, Life.WAITING, 0, Waiting.OPENED_AT, 0, false, false, 0, 0, 0);
    }

    public long ordinal() {
        return sending.ordinal();
    }

    /** Bytes of the image that have been passed on, as keys of records about turns say it. */
    long cursor() {
        return Math.max(0, position);
    }

    boolean takesData() {
        return life.takesData() && !ending;
    }

    boolean hadTurn() {
        return turn > turnsBefore;
    }

    /** Whether this is not its first life. */
    boolean wasRecalled() {
        return turnsBefore > 0 || life == Life.RECALLING;
    }

    /** Value bytes on the ordered topic that the writer has not yet said to be durable. */
    long outstandingBytes() {
        return passedBytes - orderedBytes;
    }

    /** @throws IllegalStateException when {@link Life} knows no such transition: a fault of this program */
    Image become(Life next) {
        if (!life.mayBecome(next)) {
            throw new IllegalStateException("image " + sending.image() + " cannot go from " + life + " to " + next);
        }
        return new Image(sending, next, turn, position, arrivedTo, sealed, ending, passedBytes, orderedBytes,
                turnsBefore);
    }

    /** The start of a new life, in which all of it comes again. */
    Image recalled() {
        return new Image(sending, become(Life.RECALLING).life, turn, Waiting.OPENED_AT, 0, false, false, 0, 0, turn);
    }

    Image nextTurn() {
        Image begun = become(Life.TURN);
        return new Image(sending, begun.life, turn + 1, position, arrivedTo, sealed, ending, passedBytes, orderedBytes,
                turnsBefore);
    }

    Image at(long newPosition) {
        return new Image(sending, life, turn, newPosition, arrivedTo, sealed, ending, passedBytes, orderedBytes,
                turnsBefore);
    }

    Image arrived(long end) {
        return end <= arrivedTo ? this
                : new Image(sending, life, turn, position, end, sealed, ending, passedBytes, orderedBytes, turnsBefore);
    }

    Image sealArrived() {
        return new Image(sending, life, turn, position, arrivedTo, true, ending, passedBytes, orderedBytes,
                turnsBefore);
    }

    Image toEnd() {
        return new Image(sending, life, turn, position, arrivedTo, sealed, true, passedBytes, orderedBytes,
                turnsBefore);
    }

    Image passed(long valueBytes) {
        long passed = passedBytes + valueBytes;
        return new Image(sending, life, turn, position, arrivedTo, sealed, ending, passed, orderedBytes, turnsBefore);
    }

    /** Never back, and never beyond what was passed on, whatever a receipt says. */
    Image durable(long bytes) {
        long known = Math.max(orderedBytes, Math.min(bytes, passedBytes));
        return new Image(sending, life, turn, position, arrivedTo, sealed, ending, passedBytes, known, turnsBefore);
    }
}
