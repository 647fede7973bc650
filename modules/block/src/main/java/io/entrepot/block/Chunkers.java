package io.entrepot.block;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The known chunkers, by persisted id and by name. Ids are never given a second time. */
public final class Chunkers {

    private static final List<Chunker> ALL = List.of(
            new PageEndChunker(4, "page8k", 2, 8),
            new PageEndChunker(1, "page16k", 4, 16),
            new PageEndChunker(2, "page32k", 8, 32),
            new PageEndChunker(3, "page64k", 16, 64),
            new FixedChunker(16, "fixed4k", 4 << 10),
            new FixedChunker(17, "fixed64k", 64 << 10),
            new FastCdcChunker(32, "fastcdc16k", 14),
            new FastCdcChunker(33, "fastcdc64k", 16));

    private Chunkers() {
    }

    /** Every chunker, the default first. */
    public static List<Chunker> all() {
        return ALL;
    }

    /** What cuts images unless told otherwise: {@code page8k}. */
    public static Chunker defaultChunker() {
        return ALL.get(0);
    }

    /** Of this id; empty when this version does not know it. */
    public static Optional<Chunker> find(int id) {
        return ALL.stream().filter(chunker -> chunker.id() == id).findFirst();
    }

    /** @throws IllegalArgumentException when no chunker has this id; the message says which have one */
    public static Chunker byId(int id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("no chunker has the id " + id + "; known are " + known()));
    }

    /** @throws IllegalArgumentException when no chunker has this name; the message says which there are */
    public static Chunker byName(String name) {
        return ALL.stream().filter(chunker -> chunker.name().equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("no chunker is called \"" + name + "\"; known are " + known()));
    }

    private static String known() {
        return ALL.stream().map(chunker -> chunker.name() + " (" + chunker.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
