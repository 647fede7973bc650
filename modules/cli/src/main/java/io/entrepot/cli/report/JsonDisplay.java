package io.entrepot.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One JSON object on each line, told apart by {@code message_type}: status, image, note, warning, error, summary. */
public final class JsonDisplay implements Display {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintStream out;
    private Duration next = Duration.ZERO;

    public JsonDisplay(PrintStream out) {
        this.out = out;
    }

    @Override
    public void status(FleetStatus status) {
        if (status.elapsed().compareTo(next) < 0) {
            return;
        }
        next = status.elapsed().plus(EVERY);
        ImageStatus total = status.total();
        ObjectNode node = message("status");
        node.put("seconds", seconds(status.elapsed()));
        node.put("percentDone", total.sizeBytes() == 0 ? 1.0 : (double) total.writtenBytes() / total.sizeBytes());
        put(node, total);
        node.put("waitingBytes", status.waitingBytes());
        node.put("bytesPerSecond", Math.round(status.bytesPerSecond()));
        status.left().ifPresent(left -> node.put("secondsLeft", seconds(left)));
        node.put("images", status.images().size());
        node.put("imagesDone", status.doneImages());
        node.put("imagesFailed", status.count(Phase.FAILED));
        ArrayNode active = node.putArray("active");
        for (ImageStatus image : status.images()) {
            if (!image.phase().isFinal() && image.phase() != Phase.QUEUED) {
                ObjectNode each = active.addObject().put("name", image.name()).put("state", state(image.phase()));
                put(each, image);
                each.put("waitingBytes", image.waitingBytes());
            }
        }
        print(node);
    }

    @Override
    public void finished(ImageResult result) {
        ObjectNode node = message("image");
        put(node, result);
        print(node);
    }

    @Override
    public void note(String sentence) {
        print(message("note").put("message", sentence));
    }

    @Override
    public void warning(String sentence) {
        print(message("warning").put("message", sentence));
    }

    @Override
    public void error(String sentence) {
        print(message("error").put("message", sentence));
    }

    @Override
    public void summary(Summary summary) {
        ImageResult total = summary.total();
        Summary.Transit transit = summary.transit();
        ObjectNode node = message("summary");
        node.put("seconds", seconds(summary.took()));
        node.put("images", summary.images().size());
        node.put("imagesCopied", summary.count(Phase.DONE));
        node.put("imagesThere", summary.count(Phase.THERE));
        node.put("imagesFailed", summary.count(Phase.FAILED));
        node.put("logicalBytes", total.sizeBytes());
        node.put("zeroBytes", total.zeroBytes());
        node.put("knownBytes", total.knownBytes());
        node.put("newBytes", total.newBytes());
        node.put("interimBytes", transit.interimBytes());
        node.put("interimEarlierBytes", transit.interimEarlierBytes());
        if (!summary.isContinued()) {
            node.put("ratio", summary.ratio());
        }
        node.put("runs", total.runs());
        node.put("fileExtents", total.fileExtents());
        node.put("imageSwitches", transit.imageSwitches());
        node.put("arrivalOrderSwitches", transit.arrivalOrderSwitches());
        node.put("parkedTurns", transit.parkedTurns());
        node.put("waitedBytes", transit.waitedBytes());
        node.put("drainedBytes", transit.drainedBytes());
        node.put("sharedBytes", total.sharedBytes());
        node.put("copiedBytes", total.copiedBytes());
        node.put("fetchedBytes", total.fetchedBytes());
        ArrayNode each = node.putArray("perImage");
        summary.images().forEach(image -> put(each.addObject(), image));
        print(node);
    }

    @Override
    public void appraisal(Appraisal appraisal) {
        ObjectNode node = message("estimate");
        node.put("seconds", seconds(appraisal.took()));
        node.put("images", appraisal.images());
        node.put("imagesFailed", appraisal.failed());
        node.put("logicalBytes", appraisal.logicalBytes());
        node.put("zeroBytes", appraisal.zeroBytes());
        node.put("knownBytes", appraisal.knownBytes());
        node.put("newBytes", appraisal.newBytes());
        node.put("interimBytes", appraisal.interimBytes());
        node.put("ratio", appraisal.ratio());
        print(node);
    }

    @Override
    public void dispatch(Dispatch dispatch) {
        ImageResult total = dispatch.total();
        ObjectNode node = message("sent");
        node.put("seconds", seconds(dispatch.took()));
        node.put("images", dispatch.images().size());
        node.put("imagesSent", dispatch.count(Phase.SENT));
        node.put("imagesPrecopied", dispatch.count(Phase.PRECOPIED));
        node.put("imagesSentBefore", dispatch.count(Phase.SENT_BEFORE));
        node.put("imagesHalfSent", dispatch.count(Phase.HALF_SENT));
        node.put("imagesNotBegun", dispatch.count(Phase.QUEUED));
        node.put("imagesFailed", dispatch.count(Phase.FAILED));
        node.put("logicalBytes", total.sizeBytes());
        node.put("zeroBytes", total.zeroBytes());
        node.put("knownBytes", total.knownBytes());
        node.put("newBytes", total.newBytes());
        node.put("interimBytes", dispatch.interimBytes());
        print(node);
    }

    @Override
    public void close() {
        out.flush();
    }

    private ObjectNode message(String type) {
        return mapper.createObjectNode().put("message_type", type);
    }

    private static void put(ObjectNode node, ImageStatus image) {
        node.put("sizeBytes", image.sizeBytes());
        node.put("readBytes", image.readBytes());
        node.put("newBytes", image.newBytes());
        node.put("knownBytes", image.knownBytes());
        node.put("zeroBytes", image.zeroBytes());
        node.put("writtenBytes", image.writtenBytes());
    }

    private static void put(ObjectNode node, ImageResult image) {
        node.put("name", image.name());
        node.put("state", state(image.phase()));
        node.put("sizeBytes", image.sizeBytes());
        image.cause().ifPresent(cause -> node.put("cause", cause));
        if (image.phase() == Phase.DONE || image.phase() == Phase.SENT || image.phase() == Phase.PRECOPIED) {
            node.put("zeroBytes", image.zeroBytes());
            node.put("knownBytes", image.knownBytes());
            node.put("newBytes", image.newBytes());
        }
        if (image.phase() == Phase.DONE) {
            node.put("runs", image.runs());
            node.put("fileExtents", image.fileExtents());
            node.put("sharedBytes", image.sharedBytes());
            node.put("copiedBytes", image.copiedBytes());
            node.put("fetchedBytes", image.fetchedBytes());
        }
    }

    private static String state(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
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
