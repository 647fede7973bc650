package io.entrepot.source.decide;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** Lengths as records want them, a list, without an object each. Only appended to. */
final class Ints extends AbstractList<Integer> implements RandomAccess {

    private static final int CAPACITY_MIN = 16;

    private int[] values = new int[CAPACITY_MIN];
    private int size;

    void append(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    @Override
    public Integer get(int index) {
        return values[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
