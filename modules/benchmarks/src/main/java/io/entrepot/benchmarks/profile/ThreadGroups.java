package io.entrepot.benchmarks.profile;

/** What a thread belongs to: its name without what tells it from its brothers. */
final class ThreadGroups {

    /** Enough to tell groups apart; Kafka's names go on for long. */
    private static final int CHARS_MAX = 40;

    private ThreadGroups() {
    }

    static String of(String thread) {
        String group = thread.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "*")
                .replaceAll("[A-Za-z]+://\\S+|\\d+(\\.\\d+){3}(:\\d+)?", "*").replaceAll("\\d+", "*").replaceAll("[-#:. ]*\\*$", "")
                .strip();
        String named = group.isEmpty() ? "unnamed" : group;
        return named.length() > CHARS_MAX ? named.substring(0, CHARS_MAX - 1) + "…" : named;
    }
}
