package io.entrepot.source;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import io.entrepot.image.SourceImage;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.source.journal.Verdicts;
import io.entrepot.source.lane.Start;
import io.entrepot.source.lane.Starts;
import io.entrepot.source.place.Placing;
import io.entrepot.source.place.Sample;
import io.entrepot.source.place.Similarity;
import io.entrepot.wire.JournalState;
import io.entrepot.wire.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins images, or takes them up where the journal says.
 *
 * @param setDown what this very attempt has begun of images that are held, by their places in the list; safe for use by
 *                several threads
 * @param similarity places images that nobody placed, where that is wanted
 */
record Openings(AgentSettings settings, Fleet fleet, BlockIndex index, Verdicts verdicts, List<Shipment> shipments,
                Map<Integer, Sending> setDown, Similarity similarity) implements Starts {

    /** What is only precopied has its turn at a destination when nobody else wants one. */
    private static final int LAST = Integer.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

    @Override
    public Start start(int sequence, SourceImage image) throws IOException {
        if (image.sizeBytes() > Limits.IMAGE_BYTES_MAX) {
            throw new IOException(image.path() + " has " + image.sizeBytes() + " bytes; an image can have "
                    + Limits.IMAGE_BYTES_MAX + " at most");
        }
        Sending held = setDown.remove(sequence);
        if (held != null) {
            return again(held, image);
        }
        Shipment shipment = shipments.get(sequence);
        Optional<ImagePoint> last = index.point(shipment.name());
        int partition = partition(shipment, image, last);
        Chunker chunker = chunker(last);
        if (last.isPresent() && !last.get().agent().equals(settings.agent())) {
            requireOurs(shipment, last.get());
            last = Optional.empty();
        }
        Optional<ImagePoint> ours = last;
        return switch (ours.map(point -> resumption(shipment, image, point, partition)).orElse(Resumption.BEGIN)) {
            case BEGIN -> new Start.Send(Sending.fresh(head(shipment, image, partition, UUID.randomUUID().toString(),
                    chunker.id())), settings.precopy());
            case GO_ON -> new Start.Send(resumed(shipment, image, ours.orElseThrow()), settings.precopy());
            case DONE -> new Start.Sent(ours.orElseThrow());
        };
    }

    /** Another agent's image is left alone, unless it is given up or nothing of it is there any more. */
    private void requireOurs(Shipment shipment, ImagePoint last) throws IOException {
        boolean there = last.state() != JournalState.ABORTED && last.ordinal() >= fleet.interimStart(last.partition());
        if (there && !settings.takeOver()) {
            throw new IOException("The image \"" + shipment.name() + "\" belongs to the agent \"" + last.agent() + "\", which "
                    + (last.state() == JournalState.SEALED ? "has sent it" : "is sending it")
                    + ": send it there, or under another name, or give --take-over to have this agent send it from now on");
        }
    }

    private int partition(Shipment shipment, SourceImage image, Optional<ImagePoint> last) throws IOException {
        boolean placed = shipment.file().partition().isPresent() || last.isPresent();
        if (placed || settings.placing() == Placing.NAME || fleet.partitions() == 1) {
            return Placement.of(shipment.file(), last, fleet.partitions());
        }
        if (shipment.placed().isEmpty()) {
            int chosen = similarity.choose(Sample.of(image, chunker(last)), (partition, digest) ->
                    index.find(partition, digest) != null, fleet.partitions(), Placement.byName(shipment.name(), fleet.partitions()));
            LOG.atInfo().addKeyValue("image", shipment.name()).addKeyValue("partition", chosen).log("Image placed by similarity");
            shipment.place(chosen);
        }
        return shipment.placed().getAsInt();
    }

    private Start again(Sending held, SourceImage image) throws IOException {
        boolean same = settings.precopy() ? held.head().sizeBytes() == image.sizeBytes()
                : Resumption.isSame(held.head().fingerprint(), image.fingerprint());
        if (!same) {
            throw new IOException(image.path() + " changed while it was paused");
        }
        return new Start.Send(held, settings.precopy());
    }

    private Resumption resumption(Shipment shipment, SourceImage image, ImagePoint last, int partition) {
        Resumption resumption = Resumption.of(last, image.fingerprint(), partition, shipment.isOurs(last.generation()),
                settings.resend().contains(shipment.name()), verdicts.isNotDelivered(last.generation()),
                fleet.interimStart(partition));
        // A generation is cut by one chunker from end to end.
        return resumption == Resumption.GO_ON && cutBefore(last).isEmpty() ? Resumption.BEGIN : resumption;
    }

    /** Who cuts an image that is begun: whom the sender named, or else who cut it last, so that what has not changed is known again. */
    private Chunker chunker(Optional<ImagePoint> last) {
        return settings.chunker().or(() -> last.flatMap(this::cutBefore)).orElseGet(Chunkers::defaultChunker);
    }

    /** Nobody when it is a chunker that this version does not know, or one whose blocks a record has no room for. */
    private Optional<Chunker> cutBefore(ImagePoint last) {
        return Chunkers.find(last.chunker()).filter(chunker -> chunker.blockBytesMax() <= settings.recordBytes());
    }

    private Sending resumed(Shipment shipment, SourceImage image, ImagePoint last) {
        ImageHead head = head(shipment, image, last.partition(), last.generation(), last.chunker());
        return Sending.resumed(head, last.point(), last.ordinal());
    }

    private ImageHead head(Shipment shipment, SourceImage image, int partition, String generation, int chunker) {
        return new ImageHead(new Generation(shipment.name(), generation), partition, image.sizeBytes(),
                settings.precopy() ? LAST : shipment.file().priority(), image.mode(), image.fingerprint().modifiedAtNs(), chunker,
                image.fingerprint());
    }
}
