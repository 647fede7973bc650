package io.entrepot.resequencer;

import io.entrepot.resequencer.core.Action;
import io.entrepot.resequencer.core.Event;
import io.entrepot.resequencer.core.Image;
import io.entrepot.resequencer.topology.SequencerTap;
import java.util.Locale;

/**
 * Tells a listener what sequencers do.
 *
 * @param listener is told
 */
record Telling(ResequencerListener listener) implements SequencerTap {

    @Override
    public void heard(int partition, Event event) {
        if (event instanceof Event.Arrival arrival) {
            listener.arrived(partition, arrival.key(), arrival.type(), arrival.length(), arrival.rawValue());
        } else if (event instanceof Event.Word word) {
            listener.said(partition, word.key(), word.receipt());
        }
    }

    @Override
    public void on(int partition, Action action) {
        if (action instanceof Action.TurnBegan began) {
            Image image = began.image();
            listener.turnBegan(partition, image.sending().image(), image.sending().generation(), image.turn());
        } else if (action instanceof Action.TurnEnded ended) {
            Image image = ended.image();
            listener.turnEnded(partition, image.sending().image(), image.sending().generation(), image.turn(), life(image),
                    image.passedBytes());
        } else if (action instanceof Action.Done done) {
            Image image = done.image();
            listener.done(partition, image.sending().image(), image.sending().generation(), life(image));
        } else if (action instanceof Action.Recalled recalled) {
            Image image = recalled.image();
            listener.recalled(partition, image.sending().image(), image.sending().generation());
        } else if (action instanceof Action.RecallRefused refused) {
            listener.recallRefused(partition, refused.recallOffset(), refused.why());
        } else if (action instanceof Action.Refused refused) {
            listener.refused(partition, refused.interimOffset(), refused.why());
        }
    }

    private static String life(Image image) {
        return image.life().name().toLowerCase(Locale.ROOT);
    }
}
