package io.entrepot.source.decide;

/**
 * One sending of an image.
 *
 * @param image the image's name
 * @param id    a UUID in its canonical text form
 */
public record Generation(String image, String id) {
}
