package io.entrepot.registry;

/** What a registry is asked for at most. */
final class RegistryLimits {

    /** Topic names have at most 249 characters, record names are ours; the rest is room for others' strategies. */
    static final int SUBJECT_CHARS_MAX = 512;

    /** The largest schema of the project has 3 kB; a registry's answer beyond this is not one of ours. */
    static final int SCHEMA_CHARS_MAX = 1 << 20;

    private RegistryLimits() {
    }
}
