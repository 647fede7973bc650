package io.entrepot.registry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the embedded registry knows, and the form of its file.
 *
 * @param version  of the form
 * @param schemas  by id; ids count from 1 without gaps, as a new Confluent registry's do
 * @param subjects the ids registered under each subject, oldest version first
 */
@JsonPropertyOrder({"version", "schemas", "subjects"})
record RegistryState(int version, SortedMap<Integer, JsonNode> schemas, SortedMap<String, List<Integer>> subjects) {

    static final int VERSION = 1;

    RegistryState {
        schemas = Collections.unmodifiableSortedMap(schemas);
        subjects = Collections.unmodifiableSortedMap(subjects);
    }

    static RegistryState empty() {
        return new RegistryState(VERSION, new TreeMap<>(), new TreeMap<>());
    }

    /** The id of the schema, 0 when it has none yet. */
    int idOf(JsonNode schema) {
        return schemas.entrySet().stream().filter(e -> e.getValue().equals(schema)).mapToInt(Map.Entry::getKey)
                .findFirst().orElse(0);
    }

    int nextId() {
        return schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
    }

    List<Integer> versions(String subject) {
        return subjects.getOrDefault(subject, List.of());
    }

    RegistryState with(int id, JsonNode schema, String subject) {
        SortedMap<Integer, JsonNode> moreSchemas = new TreeMap<>(schemas);
        moreSchemas.put(id, schema);
        List<Integer> moreVersions = new ArrayList<>(versions(subject));
        moreVersions.add(id);
        SortedMap<String, List<Integer>> moreSubjects = new TreeMap<>(subjects);
        moreSubjects.put(subject, List.copyOf(moreVersions));
        return new RegistryState(VERSION, moreSchemas, moreSubjects);
    }

    /** What is wrong with a state that was read, null when nothing is. */
    String fault() {
        if (version != VERSION) {
            return "it is of version " + version + ", this build reads version " + VERSION;
        }
        boolean holes = schemas.values().stream().anyMatch(schema -> schema == null || schema.isNull());
        if (holes || !schemas.isEmpty() && schemas.firstKey() < 1) {
            return "a schema or its id is missing";
        }
        Set<Integer> known = schemas.keySet();
        boolean dangling = subjects.values().stream().anyMatch(ids -> ids == null || !known.containsAll(ids));
        return dangling ? "a subject names an id that has no schema" : null;
    }
}
