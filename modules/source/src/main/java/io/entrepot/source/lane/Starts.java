package io.entrepot.source.lane;

import io.entrepot.image.SourceImage;
import java.io.IOException;

/** Decides where the reading of an image starts. Called by the lanes' threads. */
@FunctionalInterface
public interface Starts {

    /**
     * @param sequence the image's place in the list that was given to {@link Lanes}
     * @throws IOException when the image cannot be sent
     */
    Start start(int sequence, SourceImage image) throws IOException;
}
