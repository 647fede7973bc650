package io.entrepot.systemtests.cluster;

import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Something that goes wrong in the middle of a crossing, and what an operator does about it.
 *
 * @param name   for the table
 * @param trials in the whole table; by default each strikes once
 * @param leg    the part of the crossing that has begun when it strikes, and goes on afterwards
 * @param reach  whom it hits
 * @param deed   does it, and does what has to be done about it
 */
record Fault(String name, int trials, Leg leg, Reach reach, Consumer<Trial> deed) {

    /** Of a part of one crossing. */
    Fault(String name, int trials, Leg leg, Consumer<Trial> deed) {
        this(name, trials, leg, Reach.CROSSING, deed);
    }

    /** Whom a fault hits. */
    enum Reach {
        /** The trial's own crossing: others go on beside it. */
        CROSSING,
        /** What all crossings stand on: no other one may be under way. */
        CLUSTER
    }

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
