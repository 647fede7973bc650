package io.entrepot.source;

import io.entrepot.source.index.ImagePoint;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * Where images go that nobody placed: by the hash of their names that Kafka itself places keys by, so that every agent
 * agrees.
 */
final class Placement {

    private Placement() {
    }

    /**
     * Where the image goes: to where it is told to, else to where it has been, else by its name.
     *
     * @param last what the journal says last of it
     */
    static int of(ImageFile image, Optional<ImagePoint> last, int partitions) {
        return image.partition().orElseGet(() -> last.map(ImagePoint::partition).orElseGet(() -> byName(image.name(), partitions)));
    }

    static int byName(String name, int partitions) {
        return Utils.toPositive(Utils.murmur2(name.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
