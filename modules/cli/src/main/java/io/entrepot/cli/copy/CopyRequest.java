package io.entrepot.cli.copy;

import io.entrepot.block.Chunker;
import io.entrepot.block.ZstdLevels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be copied, and how.
 *
 * @param images         files and directories
 * @param root           that names are taken from
 * @param destination    the directory that receives the images
 * @param interim        where state is kept, also afterwards
 * @param overwrite      whether what is there may be replaced
 * @param keepGenerations how many generations of an image are kept that were replaced
 * @param fleet          part of the topics' names
 * @param parallel       images that are read at once
 * @param threads        that hash and compress
 * @param zstdLevels     of compression
 * @param chunker        cuts images into blocks; empty to cut each as it was cut last
 * @param skipSpaceCheck whether to start though there may not be room
 */
public record CopyRequest(List<Path> images, Optional<Path> root, Path destination, Optional<Path> interim, boolean overwrite,
                          int keepGenerations, String fleet, int parallel, int threads, ZstdLevels zstdLevels, Optional<Chunker> chunker, boolean skipSpaceCheck) {

    public CopyRequest {
        images = List.copyOf(images);
    }
}
