package io.entrepot.cli.copy;

import io.entrepot.cli.plan.DestinationCheck;
import io.entrepot.cli.plan.Held;
import io.entrepot.cli.plan.NamedPath;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.SourceFacts;
import io.entrepot.cli.plan.SpaceCheck;
import io.entrepot.cli.plan.SpaceCheck.Room;
import io.entrepot.cli.plan.Standing;
import io.entrepot.cli.report.ImageResult;
import io.entrepot.destination.DestinationRecords;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What there is to do, found out before anything is started.
 *
 * @param sizes      all images and their sizes in bytes, in the order of the arguments
 * @param toSend     images that have to be sent
 * @param begun      images of which an earlier run has written a part, by their names
 * @param settled    what came of the others: there already, or not readable
 * @param superfluous generations that the destination has written, whose file has gone or was changed: such a sending is of no use, and
 *                   its image is sent anew; by image
 */
record CopyPlan(Map<String, Long> sizes, List<SourceFacts> toSend, Set<String> begun, List<ImageResult> settled,
                Map<String, String> superfluous) {

    /**
     * Looks at the destination and decides; changes nothing.
     *
     * @param begun    whether an earlier run has left something in the interim directory
     * @param warnings hears what may go wrong
     * @throws RefusedException when it cannot be done
     */
    static CopyPlan of(CopyRequest request, Sources sources, Path interim, boolean begun, Consumer<String> warnings) {
        List<SourceFacts> readable = sources.readable();
        List<ImageResult> settled = new ArrayList<>(sources.unreadable());
        DestinationRecords records = DestinationRecords.at(request.destination());
        Map<NamedPath, Standing> standings = new DestinationCheck(request.destination(), name -> held(records, name))
                .check(readable, request.overwrite());
        List<SourceFacts> toSend = new ArrayList<>();
        Set<String> begunImages = new HashSet<>();
        Map<String, String> superfluous = new HashMap<>();
        for (SourceFacts facts : readable) {
            String name = facts.image().name();
            Standing standing = standings.get(facts.image());
            if (standing == Standing.DONE) {
                settled.add(ImageResult.there(name, facts.sizeBytes()));
                continue;
            }
            toSend.add(facts);
            if (cursor(records, facts) > 0) {
                begunImages.add(name);
            }
            if (standing == Standing.GONE || standing == Standing.FOREIGN) {
                held(records, name).stream().filter(Held::committed).forEach(held -> superfluous.put(name, held.generation()));
            }
        }
        if (!toSend.isEmpty() && !request.skipSpaceCheck()) {
            checkSpace(toSend, records, Room.of(request.destination()), Room.of(interim), begun).ifPresent(warnings);
        }
        return new CopyPlan(sources.sizes(), toSend, begunImages, settled, superfluous);
    }

    private static List<Held> held(DestinationRecords records, String name) {
        try {
            List<Held> held = new ArrayList<>();
            Optional<ImageRecord> record = records.find(name);
            record.flatMap(ImageRecord::committed).ifPresent(committed -> held.add(
                    new Held(committed.id(), committed.opening().size(), committed.opening().modifiedAtNs(), true)));
            record.flatMap(ImageRecord::incoming).filter(incoming -> incoming.phase() == Incoming.Phase.FINALISING)
                    .ifPresent(incoming -> incoming.opening().ifPresent(opening -> held.add(
                            new Held(incoming.generation().id(), opening.size(), opening.modifiedAtNs(), false))));
            return held;
        } catch (IOException e) {
            throw new RefusedException("Of the image " + name + ", " + e.getMessage() + ".", e);
        }
    }

    private static Optional<String> checkSpace(List<SourceFacts> toSend, DestinationRecords records, Room destination, Room interim,
                                               boolean begun) {
        long bytes = toSend.stream().mapToLong(facts -> facts.dataBytes() - alreadyThere(records, facts)).sum();
        // What an earlier run has put into the interim directory is there already; how much is to come cannot be told.
        return begun ? SpaceCheck.checkDestination(bytes, destination) : SpaceCheck.check(bytes, destination, interim);
    }

    /** Data of a file that an earlier run has begun, as if it were spread evenly. */
    private static long alreadyThere(DestinationRecords records, SourceFacts facts) {
        return facts.sizeBytes() == 0 ? 0
                : (long) ((double) facts.dataBytes() * Math.min(cursor(records, facts), facts.sizeBytes()) / facts.sizeBytes());
    }

    private static long cursor(DestinationRecords records, SourceFacts facts) {
        try {
            return records.find(facts.image().name()).flatMap(record -> record.incoming()).map(incoming -> incoming.cursor()).orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
