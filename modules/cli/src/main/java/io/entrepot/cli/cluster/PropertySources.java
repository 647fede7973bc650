package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.image.Reasons;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Settings as people give them. What is wrong with one names the option, and not the value: it can be a password. */
final class PropertySources {

    private PropertySources() {
    }

    /**
     * A file of Java properties in UTF-8.
     *
     * @param file null for none
     */
    static Map<String, String> file(String option, Path file) {
        Map<String, String> settings = new HashMap<>();
        if (file == null) {
            return settings;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UsageException("The file " + file + " of " + option + " cannot be read: " + Reasons.of(e) + ".");
        } catch (IllegalArgumentException e) {
            throw new UsageException("The file " + file + " of " + option + " is not one of properties: " + e.getMessage() + ".");
        }
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name).strip()));
        return settings;
    }

    /** Each a name, an equals sign and a value, which may hold more of them. */
    static Map<String, String> pairs(String option, List<String> pairs) {
        Map<String, String> settings = new HashMap<>();
        for (String pair : pairs) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException(option + " takes NAME=VALUE; one has no " + (equals < 0 ? "equals sign." : "name."));
            }
            settings.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
        return settings;
    }
}
