package io.entrepot.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.systemtests.process.RunningCopy.Result;

/** The last line that {@code entrepot copy --json} says: its summary. */
public record Summary(JsonNode json) {

    public static Summary of(Result result) {
        String last = result.out().isEmpty() ? "" : result.out().get(result.out().size() - 1);
        try {
            return new Summary(new ObjectMapper().readTree(last));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the last line is no JSON: " + result, e);
        }
    }

    public long number(String field) {
        JsonNode value = json.findValue(field);
        if (value == null || !value.isNumber()) {
            throw new IllegalStateException("the summary has no number " + field + ": " + json);
        }
        return value.asLong();
    }
}
