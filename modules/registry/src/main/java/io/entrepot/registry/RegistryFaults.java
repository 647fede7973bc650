package io.entrepot.registry;

/**
 * What can go wrong with a registry over HTTP, each as one sentence with the way out. Credentials in the URL are not
 * repeated.
 */
final class RegistryFaults {

    /**
     * Confluent's code for "no schema of this id"; other 404s come from servers that are no registry, or from a wrong
     * path.
     */
    private static final int CODE_SCHEMA_NOT_FOUND = 40403;

    /** What is quoted of a server's own words. */
    private static final int WORDS_CHARS_MAX = 300;

    /** User and password of each URL of a list, whatever else than the next one's beginning stands in them. */
    private static final String CREDENTIALS = "(?<=//)(?:(?!,\\w+://).)*@";

    private final String name;

    RegistryFaults(String url) {
        this.name = "the schema registry at " + url.replaceAll(CREDENTIALS, "");
    }

    RegistryException unusable(RuntimeException cause) {
        return new RegistryException("The settings for " + name + " make no sense: " + words(cause) + ".", cause);
    }

    /** No answer, or one that is not a registry's. */
    RegistryException unreachable(Exception cause) {
        return new RegistryException("No usable answer from " + name + " (" + cause.getClass().getSimpleName() + ": "
                + words(cause) + "): check the URL and that it is running.", cause);
    }

    /** An answer to a registration that is a refusal. */
    RegistryException refused(String subject, int status, Exception cause) {
        String message = switch (status) {
            case 409 -> "The schema of subject " + subject + " is not compatible with the one that is registered at "
                    + name + ": use another fleet's name, or change the subject's compatibility (" + words(cause)
                    + ").";
            case 422 -> "The schema of subject " + subject + " is not accepted by " + name + " (" + words(cause) + ").";
            default -> general(status, cause);
        };
        return new RegistryException(message, cause);
    }

    /** An answer to a question for a schema that is not the schema. */
    RegistryException withheld(int id, int status, int code, Exception cause) {
        return status == 404 && code == CODE_SCHEMA_NOT_FOUND
                ? new UnknownSchemaException(id, name) : new RegistryException(general(status, cause), cause);
    }

    UnknownSchemaException notAvro(int id) {
        return new UnknownSchemaException(id, name, "it is not a single Avro schema there");
    }

    private String general(int status, Exception cause) {
        return switch (status) {
            case 401, 403 -> "Access to " + name + " was denied (" + status
                    + "): give credentials with basic.auth.credentials.source"
                    + " and basic.auth.user.info, or with bearer.auth.*, that may read and write subjects.";
            case 404 -> "The URL of " + name + " leads to no registry's API (404): check its path.";
            case 429 -> "Too many requests, says " + name + " (429): try again later.";
            default -> "An error came from " + name + " (" + status + ": " + words(cause) + ").";
        };
    }

    /** A server's or client's words on one line, their final full stop left to our sentence. */
    private static String words(Exception cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
        String words = line.length() > WORDS_CHARS_MAX ? line.substring(0, WORDS_CHARS_MAX) + "…" : line;
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
