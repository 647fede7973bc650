package io.entrepot.source;

import io.entrepot.image.SourceImage;
import io.entrepot.source.cores.Cores;
import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.DeciderLimits;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.KnownPlaces;
import io.entrepot.source.decide.Place;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Entry;
import io.entrepot.source.lane.Event;
import io.entrepot.source.lane.LaneSettings;
import io.entrepot.source.lane.Lanes;
import io.entrepot.source.lane.Start;
import io.entrepot.source.publish.Weighing;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** One estimate under way: what an attempt to send does, with a scale in the place of Kafka. */
final class EstimateRun {

    private static final long POLL_MS = 1_000;

    private final EstimateSettings settings;
    private final AgentListener listener;
    private final Shipments shipments;
    private final List<Shipment> reading;
    private final Cores cores;
    private final Weighing weighing;
    private final Decider decider;

    EstimateRun(EstimateSettings settings, AgentListener listener, Shipments shipments, Cores cores, BlockIndex index) {
        this.settings = settings;
        this.listener = listener;
        this.shipments = shipments;
        reading = shipments.toRead();
        this.cores = cores;
        weighing = new Weighing(cores, settings.parallel() + 2 * settings.threads(), settings.recordBytes(), index,
                (sending, bytes) -> shipments.get(sending.head().generation().image()).sent(bytes));
        KnownPlaces places = (partition, digest) -> {
            Entry entry = index.find(partition, digest);
            return entry == null ? null : new Place(index.carrier(partition, entry.ordinal()), entry.offset());
        };
        decider = new Decider(DeciderLimits.of(settings.recordBytes(), AgentSettings.TRANSACTION_BYTES_DEFAULT), places,
                weighing.buffers(), weighing);
    }

    void run(BooleanSupplier stopped) throws InterruptedException {
        var lanes = new Lanes(reading.stream().map(shipment -> shipment.file().path()).toList(),
                LaneSettings.of(settings.parallel(), settings.threads()), this::start, cores);
        try (lanes) {
            while (!lanes.isDone() && !stopped.getAsBoolean()) {
                Event event = lanes.next(POLL_MS);
                if (event != null) {
                    take(event);
                }
                if (decider.isFull()) {
                    decider.commit();
                    weighing.takeCommitted().forEach(decider::committed);
                }
            }
        }
        weighing.await();
        for (Shipment shipment : shipments.all()) {
            if (shipment.outcome() == null && shipment.sending() != null && !stopped.getAsBoolean()) {
                sealed(shipment);
            }
        }
    }

    private Start start(int sequence, SourceImage image) {
        var generation = new Generation(reading.get(sequence).name(), UUID.randomUUID().toString());
        return new Start.Send(Sending.fresh(new ImageHead(generation, 0, image.sizeBytes(), 0, image.mode(), 0,
                settings.chunker().id(), image.fingerprint())));
    }

    private void take(Event event) {
        Shipment shipment = reading.get(event.sequence());
        if (event instanceof Event.Started started && started.start() instanceof Start.Send send) {
            Sending sending = send.sending();
            shipment.begun(sending);
            decider.open(sending);
            listener.opened(shipment.name(), sending.head().generation().id(), sending.head().sizeBytes(), 0);
        } else if (event instanceof Event.Read read) {
            read.window().forEach(new Deciding(decider, shipment.sending()));
            read.window().release();
            Sending sending = shipment.sending();
            listener.progress(shipment.name(), sending.cursor(), sending.newBytes(), sending.knownBytes(),
                    sending.zeroBytes(), shipment.sentBytes());
        } else if (event instanceof Event.Ended) {
            decider.seal(shipment.sending());
        } else if (event instanceof Event.Failed failed) {
            failed(shipment, failed.cause());
        }
    }

    private void failed(Shipment shipment, IOException cause) {
        if (shipment.sending() != null) {
            decider.abort(shipment.sending(), cause.getMessage());
        }
        shipment.ended(new SendOutcome.Failed(shipment.name(), cause));
        listener.failed(shipment.name(), cause);
    }

    private void sealed(Shipment shipment) {
        Sending sending = shipment.sending();
        ImageFigures figures = shipment.figures(sending.head().sizeBytes(), sending.point());
        String generation = sending.head().generation().id();
        shipment.ended(new SendOutcome.Sealed(shipment.name(), generation, figures));
        listener.sealed(shipment.name(), generation, figures);
    }
}
