package io.entrepot.destination;

import io.entrepot.destination.core.Figures;

/**
 * How far an image has got at the writer.
 *
 * @param image       its name
 * @param generation  its generation's id
 * @param sizeBytes   its size
 * @param cursorBytes bytes in the file, from its start
 * @param figures     what they are made of
 */
public record WriterProgress(String image, String generation, long sizeBytes, long cursorBytes, Figures figures) {
}
