package io.entrepot.systemtests.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is wrong, by the letter of the invariant that is broken. */
public final class Findings {

    /** Enough to see what is going on; one broken record often breaks a thousand. */
    private static final int KEPT_MAX = 200;

    private final List<Violation> violations = new ArrayList<>();
    private long count;

    /**
     * @param letter of the design's invariant
     * @param where  topic, partition and offset, or the image
     */
    public record Violation(char letter, String where, String what) {

        @Override
        public String toString() {
            return "invariant " + letter + " is broken at " + where + ": " + what;
        }
    }

    void add(char letter, String where, String what) {
        count++;
        if (violations.size() < KEPT_MAX) {
            violations.add(new Violation(letter, where, what));
        }
    }

    /** Adds the violation unless {@code holds}. */
    void check(boolean holds, char letter, String where, String what) {
        if (!holds) {
            add(letter, where, what);
        }
    }

    /** The first {@value #KEPT_MAX}. */
    public List<Violation> violations() {
        return Collections.unmodifiableList(violations);
    }

    /** How many there are in all. */
    public long count() {
        return count;
    }

    /** The letters that are broken, each once, as a word. */
    public String letters() {
        return violations.stream().map(v -> String.valueOf(v.letter())).distinct().sorted().reduce("", String::concat);
    }
}
