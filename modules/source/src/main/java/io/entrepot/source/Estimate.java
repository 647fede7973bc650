package io.entrepot.source;

import io.entrepot.image.SourceImage;
import io.entrepot.source.cores.Cores;
import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.DeciderLimits;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.KnownPlaces;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Outlet;
import io.entrepot.source.decide.Place;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.decide.Transaction;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Entry;
import io.entrepot.source.lane.Event;
import io.entrepot.source.lane.LaneSettings;
import io.entrepot.source.lane.Lanes;
import io.entrepot.source.lane.Start;
import io.entrepot.source.publish.Weighing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Says what sending images to a new fleet would come to: reads, cuts, names, looks up and compresses as an agent does, and sends nothing.
 * Its index is on disk, so memory stays bounded whatever the images are.
 */
public final class Estimate {

    private static final long POLL_MS = 1_000;

    private final EstimateSettings settings;
    private final AgentListener listener;
    private volatile boolean stopped;

    /** @param listener hears {@code opened}, {@code progress}, {@code sealed} and {@code failed} */
    public Estimate(EstimateSettings settings, AgentListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Estimates.
     *
     * @return for each image that was finished, in the order of the list; all of them unless it was stopped
     * @throws IOException when the scratch directory cannot be made or removed
     */
    public List<EstimateOutcome> run(List<ImageFile> images) throws IOException {
        var shipments = new Shipments(images);
        Files.createDirectory(settings.scratch());
        try (var cores = new Cores(settings.threads(), settings.zstdLevel());
             BlockIndex index = BlockIndex.open(settings.scratch(), "estimate", BlockIndex.CACHE_BYTES_DEFAULT)) {
            new Run(shipments, cores, index).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            BlockIndex.discard(settings.scratch());
            Files.delete(settings.scratch());
        }
        List<EstimateOutcome> outcomes = new ArrayList<>();
        for (SendOutcome outcome : shipments.outcomes()) {
            if (outcome instanceof SendOutcome.Sealed sealed) {
                outcomes.add(new EstimateOutcome.Estimated(sealed.name(), sealed.figures()));
            } else if (outcome instanceof SendOutcome.Failed failed) {
                outcomes.add(new EstimateOutcome.Failed(failed.name(), failed.cause()));
            }
        }
        return outcomes;
    }

    /** Ends it early; from any thread. */
    public void stop() {
        stopped = true;
    }

    /** One estimate under way. */
    private final class Run {
        private final Shipments shipments;
        private final List<Shipment> reading;
        private final Cores cores;
        private final Weighing weighing;
        private final Decider decider;

        Run(Shipments shipments, Cores cores, BlockIndex index) {
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
                    weighing.buffers(), new Outlet() {
                        @Override
                        public void send(Outgoing record) {
                            weighing.send(record);
                        }

                        @Override
                        public void commit(Transaction transaction) {
                            weighing.commit(transaction);
                            decider.committed(transaction);
                        }
                    });
        }

        void run() throws InterruptedException {
            var lanes = new Lanes(reading.stream().map(shipment -> shipment.file().path()).toList(),
                    LaneSettings.of(settings.parallel(), settings.threads(), settings.chunker()), this::start, cores);
            try (lanes) {
                while (!lanes.isDone() && !stopped) {
                    Event event = lanes.next(POLL_MS);
                    if (event != null) {
                        take(event);
                    }
                    if (decider.isFull()) {
                        decider.commit();
                    }
                }
            }
            weighing.await();
            for (Shipment shipment : shipments.all()) {
                if (shipment.outcome() == null && shipment.sending() != null && !stopped) {
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
}
