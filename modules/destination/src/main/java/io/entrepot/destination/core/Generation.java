package io.entrepot.destination.core;

import java.util.Objects;

/**
 * One sending of one image.
 *
 * @param image the image's name, a path below the root
 * @param id    the generation's own id, unique over all images
 */
public record Generation(String image, String id) {

    public Generation {
        Objects.requireNonNull(image);
        Objects.requireNonNull(id);
    }

    @Override
    public String toString() {
        return image + " (" + id + ")";
    }
}
