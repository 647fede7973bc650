package io.entrepot.benchmarks.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who runs when: every tool once in each turn, and each turn begins with another. */
final class Course {

    private Course() {
    }

    /** @param turn counted from 0 */
    static <T> List<T> order(List<T> tools, int turn) {
        List<T> order = new ArrayList<>(tools);
        Collections.rotate(order, -turn);
        return List.copyOf(order);
    }
}
