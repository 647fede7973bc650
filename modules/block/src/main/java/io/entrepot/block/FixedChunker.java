package io.entrepot.block;

/**
 * Blocks of one length, counted from where the stretch starts; the last of a stretch may be shorter. Good among clones,
 * nearly useless between separate installations; here to compare with, and for images that are edited in place only.
 */
record FixedChunker(int id, String name, int blockBytesMax) implements Chunker {

    @Override
    public boolean pageAligned() {
        return true;
    }

    @Override
    public int end(byte[] data, int from, int to, boolean last) {
        if (to - from >= blockBytesMax) {
            return from + blockBytesMax;
        }
        return last ? to : MORE;
    }
}
