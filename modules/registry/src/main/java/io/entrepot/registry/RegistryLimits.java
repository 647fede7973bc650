package io.entrepot.registry;

/** What a registry is asked for at most. */
final class RegistryLimits {

    /** Topic names have at most 249 characters, record names are ours; the rest is room for others' strategies. */
    static final int SUBJECT_CHARS_MAX = 512;

    /** The largest schema of the project has 3 kB; a registry's answer beyond this is not one of ours. */
    static final int SCHEMA_CHARS_MAX = 1 << 20;

    private RegistryLimits() {
    }

    static void check(String subject, String schemaJson) {
        if (subject.isEmpty() || subject.length() > SUBJECT_CHARS_MAX) {
            throw new RegistryException("A subject has 1 to " + SUBJECT_CHARS_MAX + " characters, not "
                    + subject.length() + ".");
        }
        if (schemaJson.length() > SCHEMA_CHARS_MAX) {
            throw new RegistryException("The schema of subject " + subject + " has " + schemaJson.length()
                    + " characters, more than " + SCHEMA_CHARS_MAX + ".");
        }
    }
}
