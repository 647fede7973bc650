package io.entrepot.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of a fleet's topics and groups. Parts are separated by dots and contain none, nor any underscore: Kafka's
 * metrics cannot tell the two apart.
 *
 * @param fleet lower-case letters, digits and hyphens, not at the start, at most {@value Limits#TOPIC_PART_CHARS_MAX}
 */
public record FleetTopics(String fleet) {

    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9-]*");

    public FleetTopics {
        checkPart("fleet", fleet);
    }

    /** Where agents publish. */
    public String interim() {
        return prefix() + "interim";
    }

    /** Digests and carriers just published, and how far each image has got. */
    public String journal() {
        return prefix() + "journal";
    }

    /** What operators want of the agents: one partition, however many the fleet has. */
    public String control() {
        return prefix() + "control";
    }

    /** What the resequencer passes on to a destination's writer. */
    public String ordered(String destination) {
        return at(destination) + "ordered";
    }

    /** The writer's word on each image. */
    public String receipts(String destination) {
        return at(destination) + "receipts";
    }

    /** Generations that a destination is to be given once more: what the interim topic holds of them, without payloads. */
    public String recall(String destination) {
        return at(destination) + "recall";
    }

    /** The transactional id of whoever recalls: one at a time, so that tries on a partition stand one behind the other. */
    public String recallTransactionalId(String destination) {
        return at(destination) + "recall";
    }

    /** The resequencer's application id, which is also its consumer group and the prefix of its changelogs. */
    public String applicationId(String destination) {
        return at(destination) + "resequencer";
    }

    /** The writer's consumer group. */
    public String writerGroup(String destination) {
        return at(destination) + "writer";
    }

    /** A group without members, whose positions on the interim topic say below which offsets it is about to be trimmed. */
    public String trimGroup() {
        return prefix() + "trim";
    }

    /** The transactional id of an agent: the same after a restart, so that it fences what came before. */
    public String agentTransactionalId(String agent) {
        return prefix() + "agent." + agent;
    }

    /** The transactional id of a destination's writer on one partition. */
    public String writerTransactionalId(String destination, int partition) {
        return at(destination) + "writer." + partition;
    }

    /**
     * @param what what the name names, for the message
     * @throws IllegalArgumentException with a sentence that says what such a name may be
     */
    public static void checkPart(String what, String name) {
        if (!isPart(name)) {
            throw new IllegalArgumentException("The " + what + " name " + Shown.quoted(name)
                    + " cannot be part of a topic's name: use lower-case letters, digits and hyphens, starting with a"
                    + " letter or digit, at most " + Limits.TOPIC_PART_CHARS_MAX + ".");
        }
    }

    /** What the names of all its topics and groups begin with, changelogs included, and nobody else's. */
    public String prefix() {
        return "entrepot." + fleet + ".";
    }

    /** The destination that the topic is the ordered topic of; empty for every other topic. */
    public Optional<String> destinationOf(String topic) {
        String suffix = ".ordered";
        if (!topic.startsWith(prefix()) || !topic.endsWith(suffix) || topic.length() <= prefix().length() + suffix.length()) {
            return Optional.empty();
        }
        String destination = topic.substring(prefix().length(), topic.length() - suffix.length());
        return isPart(destination) ? Optional.of(destination) : Optional.empty();
    }

    private static boolean isPart(String name) {
        return name != null && name.length() <= Limits.TOPIC_PART_CHARS_MAX && PART.matcher(name).matches();
    }

    private String at(String destination) {
        checkPart("destination", destination);
        return prefix() + destination + ".";
    }
}
