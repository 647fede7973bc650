package io.entrepot.cli.cluster;

import io.entrepot.block.Chunker;
import io.entrepot.block.ZstdLevels;
import io.entrepot.source.place.Placing;
import io.entrepot.source.space.SpaceBounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is to be sent, and how.
 *
 * @param images    files and directories; none with a manifest
 * @param root      that names are taken from
 * @param manifest  a file that lists images
 * @param agent     the agent's name
 * @param state     where its index and log are kept; the default is the user's own
 * @param partition that the images go to; where it is empty, to where they have been, or by their names
 * @param placing   how images are placed that go nowhere else
 * @param priority  higher takes its turn first
 * @param again     whether what was sent before is sent anew
 * @param precopy   whether blocks are only published ahead
 * @param takeOver  whether images of other agents become this one's
 * @param rate      bytes handed to Kafka in a second, at most
 * @param space     when to stop until brokers have room
 * @param parallel  images that are read at once
 * @param threads   that hash and compress
 * @param zstdLevels of compression
 * @param chunker   cuts images into blocks; empty to cut each as it was cut last
 * @param waitFor   a destination whose last word on each image is waited for
 */
public record SendRequest(List<Path> images, Optional<Path> root, Optional<Path> manifest, String agent, Optional<Path> state,
                          OptionalInt partition, Placing placing, int priority, boolean again, boolean precopy, boolean takeOver, OptionalLong rate,
                          SpaceBounds space, int parallel, int threads, ZstdLevels zstdLevels, Optional<Chunker> chunker, Optional<String> waitFor) {

    public SendRequest {
        images = List.copyOf(images);
    }
}
