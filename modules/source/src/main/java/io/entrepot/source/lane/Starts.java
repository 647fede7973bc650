package io.entrepot.source.lane;

import io.entrepot.image.SourceImage;

/** Decides where the reading of an image starts. Called by the lanes' threads. */
@FunctionalInterface
public interface Starts {

    /** @param sequence the image's place in the list that was given to {@link Lanes} */
    Start start(int sequence, SourceImage image);
}
