package io.entrepot.wire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern over the names of images, as shells and {@link java.nio.file.PathMatcher} have it: {@code *} for what lies
 * within a segment, {@code **} across them too, {@code ?} for one character, {@code [a-z]} and {@code [!a-z]},
 * <code>{one,other}</code>, a backslash in front of what is meant as it stands. It is held against the whole name.
 *
 * <p>Patterns come from a topic. Unlike a regular expression's, its time is bounded: at most the pattern's length times the
 * name's.
 */
public final class ImageGlob {

    /** Every image of a fleet. */
    public static final String ALL = "**";

    /** One step of the pattern; where it leads on is the next one, but for what begins and ends alternatives. */
    private sealed interface Step {

        /** One character, if it is fit. */
        record One(CharTest test) implements Step {
        }

        /** Any number of characters, slashes too or not. */
        record Many(boolean slashes) implements Step {
        }

        /** Goes on at any of these places. */
        record Fork(List<Integer> to) implements Step {
        }
    }

    @FunctionalInterface
    private interface CharTest {
        boolean fits(int point);
    }

    private final String text;
    private final List<Step> steps;

    private ImageGlob(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException with a sentence when it is none */
    public static ImageGlob of(String text) {
        if (text.isEmpty() || Texts.utf8Bytes(text) < 0 || Texts.utf8Bytes(text) > Limits.PATTERN_BYTES_MAX) {
            throw new IllegalArgumentException("A glob has from 1 to " + Limits.PATTERN_BYTES_MAX + " bytes of proper Unicode.");
        }
        return new ImageGlob(text, new Parser(text).parse());
    }

    /** Whether the whole name fits. */
    public boolean matches(String name) {
        BitSet at = new BitSet(steps.size() + 1);
        reach(at, 0);
        for (int i = 0; i < name.length() && !at.isEmpty();) {
            int point = name.codePointAt(i);
            i += Character.charCount(point);
            BitSet next = new BitSet(steps.size() + 1);
            for (int step = at.nextSetBit(0); step >= 0 && step < steps.size(); step = at.nextSetBit(step + 1)) {
                if (steps.get(step) instanceof Step.One one && one.test().fits(point)) {
                    reach(next, step + 1);
                } else if (steps.get(step) instanceof Step.Many many && (many.slashes() || point != '/')) {
                    reach(next, step);
                }
            }
            at = next;
        }
        return at.get(steps.size());
    }

    /** The step, and those that are come to from it without a character. Steps only lead forwards, so this ends. */
    private void reach(BitSet at, int step) {
        if (at.get(step)) {
            return;
        }
        at.set(step);
        if (step == steps.size()) {
            return;
        }
        if (steps.get(step) instanceof Step.Many) {
            reach(at, step + 1);
        } else if (steps.get(step) instanceof Step.Fork fork) {
            fork.to().forEach(to -> reach(at, to));
        }
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageGlob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static final class Parser {

        private final String text;
        private final List<Step> steps = new ArrayList<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<Step> parse() {
            List<Integer> starts = null;
            List<Integer> ends = null;
            int fork = 0;
            while (at < text.length()) {
                int c = next();
                if (c == '{' && starts == null) {
                    fork = steps.size();
                    steps.add(null);
                    starts = new ArrayList<>(List.of(steps.size()));
                    ends = new ArrayList<>();
                } else if (c == '{') {
                    throw fault("has braces within braces");
                } else if (c == ',' && starts != null) {
                    ends.add(steps.size());
                    steps.add(null);
                    starts.add(steps.size());
                } else if (c == '}' && starts != null) {
                    steps.set(fork, new Step.Fork(List.copyOf(starts)));
                    Step join = new Step.Fork(List.of(steps.size()));
                    ends.forEach(end -> steps.set(end, join));
                    starts = null;
                } else {
                    steps.add(step(c));
                }
            }
            if (starts != null) {
                throw fault("has a brace that is not closed");
            }
            return List.copyOf(steps);
        }

        private Step step(int c) {
            return switch (c) {
                case '*' -> {
                    boolean slashes = at < text.length() && text.charAt(at) == '*';
                    at += slashes ? 1 : 0;
                    yield new Step.Many(slashes);
                }
                case '?' -> new Step.One(point -> point != '/');
                case '[' -> new Step.One(bracket());
                case '\\' -> literal(escaped());
                default -> literal(c);
            };
        }

        private static Step literal(int c) {
            return new Step.One(point -> point == c);
        }

        private CharTest bracket() {
            boolean not = at < text.length() && text.charAt(at) == '!';
            at += not ? 1 : 0;
            List<int[]> ranges = new ArrayList<>();
            for (int c = inBracket(); c != ']' || ranges.isEmpty(); c = inBracket()) {
                int last = c;
                if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
                    at++;
                    last = inBracket();
                }
                if (c == '/' || last < c) {
                    throw fault("has a range in brackets that cannot be");
                }
                ranges.add(new int[] {c, last});
            }
            return point -> point != '/' && not != ranges.stream().anyMatch(range -> point >= range[0] && point <= range[1]);
        }

        private int inBracket() {
            if (at >= text.length()) {
                throw fault("has a bracket that is not closed");
            }
            return next();
        }

        private int escaped() {
            if (at >= text.length()) {
                throw fault("ends with a backslash");
            }
            return next();
        }

        private int next() {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            return point;
        }

        private IllegalArgumentException fault(String what) {
            return new IllegalArgumentException("The glob " + Shown.quoted(text) + " " + what + ".");
        }
    }
}
