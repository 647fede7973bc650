package io.entrepot.monitor.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one sending of an image. For one thread. */
final class Lane {

    /** Of the images that it shares blocks with; the rest are one. */
    static final int SHARERS_MAX = 8;
    static final String OTHERS = "";

    final int partition;
    final String image;
    final String generation;
    final long sizeBytes;
    final Strip strip;
    final Map<String, Long> sharedBytes = new LinkedHashMap<>();
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

    void shared(String with, long bytes) {
        String name = sharedBytes.containsKey(with) || sharedBytes.size() < SHARERS_MAX ? with : OTHERS;
        sharedBytes.merge(name, bytes, Long::sum);
    }
}
