package io.entrepot.cli.text;

import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ImageGlob;
import java.util.Locale;

/** Orders of operators to agents, in words. */
public final class Orders {

    private Orders() {
    }

    /** As "pause web/*", "pause every image" or "each agent sends 40 Mbit/s at most"; patterns come from a topic. */
    public static String words(ControlKey key, ControlOrder order) {
        boolean all = key.getPattern().equals(ImageGlob.ALL);
        if (order.getVerb() == ControlVerb.RATE) {
            return (all ? "each agent" : "the agent " + key.getPattern()) + " sends "
                    + (order.getBytesPerSecond() == null ? "as much as it can" : Rates.text(order.getBytesPerSecond()) + " at most");
        }
        return order.getVerb().name().toLowerCase(Locale.ROOT) + " " + (all ? "every image" : key.getPattern());
    }
}
