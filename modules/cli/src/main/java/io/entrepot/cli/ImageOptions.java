package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.cluster.ControlJob;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlSubject;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ImageGlob;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which images of which fleet an order is about; the same for all that are. */
final class ImageOptions {

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--image", paramLabel = "GLOB",
            description = {"The images: * within a segment of the name, ** across them, ?, [a-z], {one,other} (default: the whole fleet).",
                "Of several orders that fit an image, the last one counts."})
    private String image;

    ClusterOptions cluster() {
        return cluster;
    }

    boolean isWholeFleet() {
        return image == null || image.equals(ImageGlob.ALL);
    }

    /** @throws UsageException when it is none */
    ImageGlob glob() {
        try {
            return ImageGlob.of(image == null ? ImageGlob.ALL : image);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** As the object of a sentence. */
    String inWords() {
        return (isWholeFleet() ? "every image" : "images " + glob()) + " of the fleet " + cluster.fleet().fleet();
    }

    void give(ControlVerb verb) {
        ControlKey key = new ControlKey(ControlSubject.IMAGES, glob().toString());
        try (SchemaRegistry registry = cluster.registry()) {
            new ControlJob(cluster.kafka(), cluster.fleet(), registry).give(key, verb, null);
        }
    }
}
