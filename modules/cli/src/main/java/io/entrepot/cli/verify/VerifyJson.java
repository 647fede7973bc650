package io.entrepot.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.Verdict;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Sample;
import java.io.PrintStream;
import java.util.Locale;

/** In JSON, an object on each line: {@code difference}, {@code image}, now and then {@code progress}, {@code summary}. */
final class VerifyJson implements VerifyReport {

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintStream out;

    VerifyJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void differs(String image, Difference difference) {
        print(object("difference").put("image", image).put("offset", difference.offset()).put("length", difference.length())
                .put("found", difference.found().word()).put("zeros", difference.zeros()));
    }

    @Override
    public void reached(String image, long readBytes) {
        print(object("progress").put("image", image).put("readBytes", readBytes));
    }

    @Override
    public void verified(Verdict verdict) {
        print(object("image").put("image", verdict.image()).put("generation", verdict.generation())
                .put("state", verdict.state().name().toLowerCase(Locale.ROOT)).put("why", verdict.why())
                .put("sizeBytes", verdict.sizeBytes()).put("readBytes", verdict.readBytes()).put("differences", verdict.differences())
                .put("wrongBytes", verdict.wrongBytes()).put("repairedBytes", verdict.repairedBytes()));
    }

    @Override
    public void summary(Outcome outcome, Sample sample) {
        ObjectNode node = object("summary").put("images", outcome.images()).put("rightImages", outcome.goodImages())
                .put("missingImages", outcome.missingImages()).put("unverifiableImages", outcome.unverifiableImages())
                .put("sizeBytes", outcome.sizeBytes()).put("readBytes", outcome.readBytes()).put("differences", outcome.differences())
                .put("wrongBytes", outcome.wrongBytes()).put("repairedBytes", outcome.repairedBytes()).put("stopped", outcome.stopped())
                .put("sample", sample.share());
        print(sample.isAll() ? node : node.put("seed", sample.seed()));
    }

    private ObjectNode object(String type) {
        return mapper.createObjectNode().put("message_type", type);
    }

    private void print(ObjectNode node) {
        try {
            out.println(mapper.writeValueAsString(node));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values was not written", e);
        }
    }
}
