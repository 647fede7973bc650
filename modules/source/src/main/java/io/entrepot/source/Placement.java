package io.entrepot.source;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Where images go that nobody placed: by the hash of their names that Kafka itself places keys by, so that every agent
 * agrees.
 */
final class Placement {

    private Placement() {
    }

    static int of(ImageFile image, int partitions) {
        int byName = Utils.toPositive(Utils.murmur2(image.name().getBytes(StandardCharsets.UTF_8))) % partitions;
        return image.partition().orElse(byName);
    }
}
