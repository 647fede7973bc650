package io.entrepot.benchmarks.contiguity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How images lie, and how they were written.
 *
 * @param extents         of all files, as filefrag counts them
 * @param runs            pieces that the images were written in; one for each is the least
 * @param switches        how often the writer went from one image to another
 * @param arrivalSwitches how often it would have in the order in which records came
 */
record Layout(long extents, long runs, long switches, long arrivalSwitches) {

    private static final Pattern FOUND = Pattern.compile(": (\\d+) extents? found$");

    /**
     * Reads both programs' words.
     *
     * @param copy     what {@code entrepot copy --json} said
     * @param filefrag what filefrag said, a line for each file
     * @throws IOException when there is no summary
     */
    static Layout read(List<String> copy, List<String> filefrag) throws IOException {
        long extents = 0;
        for (String line : filefrag) {
            Matcher found = FOUND.matcher(line);
            extents += found.find() ? Long.parseLong(found.group(1)) : 0;
        }
        for (String line : copy) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("message_type").asText().equals("summary")) {
                return new Layout(extents, node.path("runs").asLong(), node.path("imageSwitches").asLong(),
                        node.path("arrivalOrderSwitches").asLong());
            }
        }
        throw new IOException("copy gave no summary");
    }
}
