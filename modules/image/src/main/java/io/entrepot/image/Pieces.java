package io.entrepot.image;

import java.util.ArrayList;
import java.util.List;

/** Collects the pieces of one scan; what continues the last piece is joined to it. */
final class Pieces {

    private final List<Piece> done = new ArrayList<>();
    private long offset;
    private long zeroBytes;
    private int from;
    private int dataBytes;

    Pieces(long offset) {
        this.offset = offset;
    }

    int count() {
        return done.size();
    }

    void zeros(long length) {
        endData(true);
        zeroBytes += length;
    }

    /** @param at index in the window, behind that of the data before it */
    void data(int at, int length) {
        endZeros();
        if (dataBytes == 0) {
            from = at;
        }
        dataBytes += length;
    }

    /** @param last whether nothing follows, so that a stretch at the end does not go on */
    List<Piece> finish(boolean last) {
        endZeros();
        endData(last);
        return done;
    }

    private void endZeros() {
        if (zeroBytes > 0) {
            done.add(new Piece.Zeros(offset, zeroBytes));
            offset += zeroBytes;
            zeroBytes = 0;
        }
    }

    private void endData(boolean last) {
        if (dataBytes > 0) {
            done.add(new Piece.Stretch(offset, from, from + dataBytes, last));
            offset += dataBytes;
            dataBytes = 0;
        }
    }
}
