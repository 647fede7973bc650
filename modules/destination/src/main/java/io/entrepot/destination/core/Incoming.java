package io.entrepot.destination.core;

import io.entrepot.block.Chain;
import io.entrepot.block.Digest;
import java.util.Optional;

/**
 * A generation on its way into a partial file.
 *
 * @param generation     the image and its sending
 * @param ordinal        interim offset of the generation's opening
 * @param interimTopicId the topic that the ordinal belongs to, on the position's partition
 * @param phase          what its file is
 * @param turn           the turn it is in, or was in last
 * @param opening        empty until the opening has arrived
 * @param cursor         bytes that are in the file, from its start, each verified
 * @param chain          the chain up to the cursor
 * @param orderedBytes   value bytes of all its records that were handled
 * @param figures        what it is made of up to the cursor
 * @param position       the ordered topic up to here is in all of the above
 */
public record Incoming(Generation generation, long ordinal, String interimTopicId, Phase phase, int turn,
                       Optional<Opening> opening, long cursor, Digest chain, long orderedBytes, Figures figures,
                       StreamPosition position) {

    /** What the file of a generation is. */
    public enum Phase {
        /** A partial file that grows. */
        RECEIVING,
        /** Complete and durable, about to get its final name or having got it. */
        FINALISING
    }

    static Incoming begin(Arrival.TurnBegins turn) {
        Header header = turn.header();
        return new Incoming(header.generation(), turn.ordinal(), turn.interimTopicId(), Phase.RECEIVING, turn.turn(),
                Optional.empty(), 0, Digest.of(Chain.start().state(), 0), header.valueBytes(),
                Figures.NONE.withOneMoreRun(), header.position().behind());
    }

    /** The same image in a further turn. */
    Incoming again(Arrival.TurnBegins begins) {
        return new Incoming(generation, ordinal, interimTopicId, phase, begins.turn(), opening, cursor, chain,
                orderedBytes + begins.header().valueBytes(), figures.withOneMoreRun(),
                begins.header().position().behind());
    }

    /** After a restart: the file is opened once more. */
    Incoming reopened() {
        return new Incoming(generation, ordinal, interimTopicId, phase, turn, opening, cursor, chain, orderedBytes,
                figures.withOneMoreRun(), position);
    }

    Incoming opened(Opening as, Header header) {
        return new Incoming(generation, ordinal, interimTopicId, phase, turn, Optional.of(as), cursor, chain,
                orderedBytes + header.valueBytes(), figures, header.position().behind());
    }

    Incoming filled(Arrival.Brings brings, Filled filled) {
        Chain sum = Chain.resume(chain.bytes());
        filled.blocks().forEach(run -> run.addTo(sum));
        return new Incoming(generation, ordinal, interimTopicId, phase, turn, opening, cursor + brings.length(),
                Digest.of(sum.state(), 0), orderedBytes + brings.header().valueBytes(),
                figures.plus(filled.figures()), brings.header().position().behind());
    }

    /** One more record handled that changed nothing but the count. */
    Incoming counted(Header header) {
        return new Incoming(generation, ordinal, interimTopicId, phase, turn, opening, cursor, chain,
                orderedBytes + header.valueBytes(), figures, header.position().behind());
    }

    Incoming finalising(int fileExtents) {
        return new Incoming(generation, ordinal, interimTopicId, Phase.FINALISING, turn, opening, cursor, chain,
                orderedBytes, figures.withFileExtents(fileExtents), position);
    }

    /** As it was before its seal, the last record of it that was handled, but for the seal's share of the count. */
    Incoming unsealed() {
        return new Incoming(generation, ordinal, interimTopicId, Phase.RECEIVING, turn, opening, cursor, chain,
                orderedBytes, figures, position.before());
    }

    /** The chain closed with the size, to compare with what the sender sealed. */
    Digest seal() {
        return Digest.of(Chain.resume(chain.bytes()).seal(cursor), 0);
    }

    /** Whether the same partition brings it, and it is newer than what begins. */
    boolean isAfter(Arrival.TurnBegins begins) {
        return begins.isBefore(interimTopicId, position.partition(), ordinal);
    }

    /** Whether another partition brings it, and it was opened later than what begins. */
    boolean isAfter(Arrival.TurnBegins begins, Opening opened) {
        return begins.isOfAnotherPartition(interimTopicId, position.partition())
                && opening.filter(own -> own.isAfter(opened)).isPresent();
    }
}
