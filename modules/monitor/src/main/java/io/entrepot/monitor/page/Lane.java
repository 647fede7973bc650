package io.entrepot.monitor.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one sending of an image. For one thread. */
final class Lane {

    /** Of the images that carry blocks which it knows; the rest are one. */
    static final int CARRIERS_MAX = 8;
    static final String OTHERS = "";

    final int partition;
    final String image;
    final String generation;
    final long sizeBytes;
    final Strip strip;
    final Map<String, Long> knownByCarrier = new LinkedHashMap<>();
    long wireBytes;
    long writtenBytes;
    boolean turn;
    Optional<String> end = Optional.empty();
    Optional<String> why = Optional.empty();

    Lane(int partition, String image, String generation, long sizeBytes) {
        this.partition = partition;
        this.image = image;
        this.generation = generation;
        this.sizeBytes = sizeBytes;
        this.strip = new Strip(sizeBytes);
    }

    void known(String carrier, long bytes) {
        String name = knownByCarrier.containsKey(carrier) || knownByCarrier.size() < CARRIERS_MAX ? carrier : OTHERS;
        knownByCarrier.merge(name, bytes, Long::sum);
    }
}
