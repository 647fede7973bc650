package io.entrepot.monitor.core;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the parts of a destination stand.
 *
 * @param resequencer by partition, on the interim topic
 * @param writer      by partition, on the ordered topic
 * @param heads       by partition, what the writer comes to next, where there is anything
 * @param resequencers members of the resequencer's group; empty when that cannot be told
 */
public record PartPositions(Map<Integer, TopicLag> resequencer, Map<Integer, TopicLag> writer, Map<Integer, Head> heads,
                            OptionalInt resequencers) {

    public PartPositions {
        resequencer = Map.copyOf(resequencer);
        writer = Map.copyOf(writer);
        heads = Map.copyOf(heads);
    }
}
