package io.entrepot.source;

import io.entrepot.source.control.OrderListener;
import io.entrepot.wire.ControlOrders;
import io.entrepot.source.publish.Throttle;
import io.entrepot.source.publish.TransactionSize;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlSubject;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ImageGlob;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators want of one send, and what the brokers have room for: told by the threads that watch that, asked by the one
 * that decides.
 */
final class Reins implements OrderListener {

    private static final Logger LOG = LoggerFactory.getLogger(Reins.class);

    /** Why images stand still, for logs and people. */
    static final String BY_AN_OPERATOR = "paused by an operator, until entrepot resume";

    private final Shipments shipments;
    private final AgentListener listener;
    private final Runnable changed;
    private final ControlOrders orders = new ControlOrders();
    private final AgentSettings settings;
    private final TransactionSize size;
    private final Throttle throttle;
    private Optional<String> noRoom = Optional.empty();
    private volatile long version;

    /**
     * @param transactionTimeoutMs after which Kafka gives a transaction up, in milliseconds
     * @param changed              is run after each change, from any thread
     */
    Reins(AgentSettings settings, long transactionTimeoutMs, Shipments shipments, AgentListener listener, Runnable changed) {
        this.settings = settings;
        this.shipments = shipments;
        size = new TransactionSize(settings.recordBytes(), settings.transactionBytesMax(), settings.transactionMs(), transactionTimeoutMs);
        throttle = new Throttle(size.pacedMsMax());
        rate(settings.rate());
        this.listener = listener;
        this.changed = changed;
    }

    /** Another number after each change. */
    long version() {
        return version;
    }

    /** Why images are held, as "paused by an operator". */
    synchronized String why() {
        return noRoom.orElse(BY_AN_OPERATOR);
    }

    /** Holds the sending to the rate. */
    Throttle throttle() {
        return throttle;
    }

    /** How large transactions may be. */
    TransactionSize size() {
        return size;
    }

    private void rate(OptionalLong bytesPerSecond) {
        throttle.rate(bytesPerSecond);
        size.rate(bytesPerSecond);
    }

    /** Whether the image is not to be read now. */
    synchronized boolean isHeld(Shipment shipment) {
        return !shipment.isCancelled() && (noRoom.isPresent() || orders.isPaused(shipment.name()));
    }

    /** Why nothing may be sent, for want of room; empty when there is room. From any thread. */
    void room(Optional<String> none) {
        synchronized (this) {
            boolean same = none.isPresent() == noRoom.isPresent();
            noRoom = none;
            if (same) {
                return;
            }
            version++;
        }
        changed.run();
    }

    @Override
    public void take(ControlKey key, ControlOrder order, boolean live) {
        synchronized (this) {
            orders.take(key, order);
            // One that was there before was meant for a send that has ended.
            if (live && order != null && order.getVerb() == ControlVerb.CANCEL) {
                ImageGlob glob = ImageGlob.of(key.getPattern());
                shipments.all().forEach(shipment -> {
                    if (glob.matches(shipment.name())) {
                        shipment.cancel(new CancelledException());
                    }
                });
            }
            // What was said to this very agent as it was started is newer than what was there before.
            boolean mine = key.getPattern().equals(settings.agent()) || key.getPattern().equals(ImageGlob.ALL);
            if (key.getSubject() == ControlSubject.RATE && mine && (live || settings.rate().isEmpty())) {
                rate(orders.rate(settings.agent()).orElse(settings.rate()));
            }
        }
        LOG.atInfo().addKeyValue("verb", order == null ? "none" : order.getVerb()).addKeyValue("about", key.getPattern())
                .addKeyValue("by", order == null ? "" : order.getBy()).log(live ? "Order heard" : "Order in force");
        if (live && order != null) {
            listener.ordered(key, order);
        }
        synchronized (this) {
            version++;
        }
        changed.run();
    }
}
