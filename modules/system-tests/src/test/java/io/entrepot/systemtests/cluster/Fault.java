package io.entrepot.systemtests.cluster;

import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Something that goes wrong in the middle of a crossing, and what an operator does about it.
 *
 * @param name   for the table
 * @param trials in the whole table; by default each strikes once
 * @param leg    the part of the crossing that has begun when it strikes, and goes on afterwards
 * @param deed   does it, and does what has to be done about it
 */
record Fault(String name, int trials, Leg leg, Consumer<Trial> deed) {

    /** What is under way. */
    enum Leg {
        SENDING(Course::sent), ORDERING(Course::ordered), WRITING(Course::written), NONE(course -> 0);

        private final ToLongFunction<Course> offset;

        Leg(ToLongFunction<Course> offset) {
            this.offset = offset;
        }

        long of(Course course) {
            return offset.applyAsLong(course);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
