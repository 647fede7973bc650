package io.entrepot.source.lane;

import java.util.BitSet;
import java.util.TreeSet;

/**
 * Which image a lane reads next. Images that are held are passed over, and one that was set down comes again. Not safe for
 * use by several threads.
 */
final class Agenda {

    private static final int NEVER = -1;

    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final int[] order;
    private final BitSet held = new BitSet();
    private final BitSet cancelled = new BitSet();
    private int assigned;

    Agenda(int count) {
        order = new int[count];
        for (int sequence = 0; sequence < count; sequence++) {
            order[sequence] = NEVER;
            waiting.add(sequence);
        }
    }

    /** The first image that somebody should read, or -1; it is nobody else's from now on. */
    int assign() {
        for (int sequence : waiting) {
            if (!held.get(sequence) || cancelled.get(sequence)) {
                waiting.remove(sequence);
                if (order[sequence] == NEVER) {
                    order[sequence] = assigned++;
                }
                return sequence;
            }
        }
        return NEVER;
    }

    /** How many were assigned before the image was for the first time. */
    int order(int sequence) {
        return order[sequence];
    }

    /** The image is no longer read, and not at its end. */
    void again(int sequence) {
        waiting.add(sequence);
    }

    /** Which images are not to be read now, and which are to be given up. */
    void hold(BitSet newlyHeld, BitSet newlyCancelled) {
        held.clear();
        held.or(newlyHeld);
        cancelled.or(newlyCancelled);
    }

    boolean isHeld(int sequence) {
        return held.get(sequence);
    }

    boolean isCancelled(int sequence) {
        return cancelled.get(sequence);
    }
}
