package io.entrepot.cli.format;

import io.entrepot.cli.plan.NamedPath;
import io.entrepot.image.SourceImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one should know of images before they are moved byte for byte. */
public final class ImageFormats {

    private ImageFormats() {
    }

    /** What the file's first bytes, and what they point to, say of it. A file that cannot be read is none of ours to report. */
    public static Inspection inspect(Path image) {
        try (SourceImage file = SourceImage.open(image)) {
            file.readInSpots(true);
            Bytes bytes = new Bytes(file);
            ByteBuffer first = bytes.at(0, Vmdk.DESCRIPTOR_START.length());
            if (first.getInt(0) == Qcow2.MAGIC) {
                return Qcow2.inspect(bytes);
            }
            if (first.getInt(0) == Vmdk.MAGIC) {
                return Vmdk.inspect(bytes);
            }
            if (StandardCharsets.US_ASCII.decode(first).toString().equals(Vmdk.DESCRIPTOR_START)) {
                return Vmdk.inspectDescriptor(bytes);
            }
        } catch (IOException e) {
            // Who reads it for good will say so.
        }
        return Inspection.RAW;
    }

    /** A sentence for each image that will not share blocks with others, or that will be of no use without another file. */
    public static List<String> warnings(List<NamedPath> images) {
        Set<Path> sent = new HashSet<>();
        images.forEach(image -> sent.add(real(image.path())));
        List<String> warnings = new ArrayList<>();
        for (NamedPath image : images) {
            Inspection inspection = inspect(image.path());
            if (inspection.encrypted()) {
                warnings.add(image.path() + " (" + inspection.format()
                        + ") is encrypted inside: its blocks are like no other's, and do not compress.");
            } else if (inspection.compressed()) {
                warnings.add(image.path() + " (" + inspection.format() + ") is compressed inside, which hides what it shares with others:"
                        + " converted (qemu-img convert -O raw), less would be sent.");
            }
            for (String need : inspection.needs()) {
                Path needed = beside(image.path(), need);
                if (needed == null || !sent.contains(real(needed))) {
                    warnings.add(image.path() + " (" + inspection.format() + ") needs " + need
                            + ", which is not among the images: without it, it cannot be read.");
                }
            }
        }
        return warnings;
    }

    private static Path beside(Path image, String name) {
        try {
            return image.toAbsolutePath().resolveSibling(name.startsWith("file:") ? name.substring("file:".length()) : name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
