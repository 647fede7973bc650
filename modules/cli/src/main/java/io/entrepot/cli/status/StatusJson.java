package io.entrepot.cli.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.monitor.core.Trouble;
import io.entrepot.wire.ControlOrders.Standing;
import io.entrepot.wire.ControlSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One JSON object on each line, told apart by {@code message_type}: fleet, then order, partition, image and trouble, each with the fleet, the
 * destination and the time it is about. Names of fields do not change; a field that is not known is absent.
 */
final class StatusJson {

    private static final double SECOND_MS = 1_000;

    private final ObjectMapper mapper = new ObjectMapper();

    List<String> lines(FleetState state) {
        List<ObjectNode> nodes = new ArrayList<>();
        for (DestinationState destination : state.destinations()) {
            nodes.add(fleet(state, destination));
            state.orders().forEach(each -> nodes.add(order(state, destination, each)));
            destination.partitions().forEach(each -> nodes.add(partition(state, destination, each)));
            destination.images().forEach(each -> nodes.add(image(state, destination, each)));
            destination.troubles().forEach(each -> nodes.add(trouble(state, destination, each)));
        }
        return nodes.stream().map(ObjectNode::toString).toList();
    }

    String error(String sentence) {
        return mapper.createObjectNode().put("message_type", "error").put("message", sentence).toString();
    }

    private ObjectNode fleet(FleetState state, DestinationState destination) {
        ObjectNode node = message("fleet", state, destination);
        List<ImageState> images = Shown.images(destination.images());
        node.put("images", images.size());
        ObjectNode counts = node.putObject("states");
        for (Stage stage : Stage.values()) {
            counts.put(word(stage), images.stream().filter(image -> image.stage() == stage).count());
        }
        node.put("imagesStalled", images.stream().filter(image -> image.silentMs().isPresent()).count());
        node.put("sizeBytes", images.stream().mapToLong(ImageState::knownSizeBytes).sum());
        node.put("sentBytes", images.stream().mapToLong(ImageState::publishedBytes).sum());
        node.put("writtenBytes", images.stream().mapToLong(ImageState::writtenBytes).sum());
        node.put("waitingRecords", destination.partitions().stream().mapToLong(PartitionState::waitingRecords).sum());
        node.put("waitingBytes", destination.partitions().stream().mapToLong(PartitionState::waitingBytes).sum());
        node.put("sendBytesPerSecond", Math.round(destination.partitions().stream().mapToDouble(PartitionState::sendRate).sum()));
        node.put("writeBytesPerSecond", Math.round(destination.partitions().stream().mapToDouble(PartitionState::writeRate).sum()));
        destination.secondsLeft().ifPresent(seconds -> node.put("secondsLeft", seconds));
        destination.resequencers().ifPresent(members -> node.put("resequencerMembers", members));
        if (destination.destination().isPresent()) {
            put(node, "resequencer", destination.resequencerLag(), state.atMs());
            put(node, "writer", destination.writerLag(), state.atMs());
        }
        state.journalFromMs().ifPresent(from -> node.put("journalFrom", time(from)));
        return node;
    }

    private ObjectNode order(FleetState state, DestinationState destination, Standing standing) {
        ObjectNode node = message("order", state, destination);
        node.put("verb", standing.order().getVerb().name().toLowerCase(Locale.ROOT));
        node.put(standing.key().getSubject() == ControlSubject.RATE ? "agents" : "images", standing.key().getPattern());
        if (standing.order().getBytesPerSecond() != null) {
            node.put("bytesPerSecond", standing.order().getBytesPerSecond());
        }
        return node.put("by", standing.order().getBy()).put("since", standing.order().getAt().toString());
    }

    private ObjectNode partition(FleetState state, DestinationState destination, PartitionState partition) {
        ObjectNode node = message("partition", state, destination);
        node.put("partition", partition.partition());
        partition.turn().ifPresent(turn -> {
            ObjectNode held = node.putObject("turn").put("image", turn.image()).put("generation", turn.generation());
            if (turn.number() > 0) {
                held.put("number", turn.number());
            }
            turn.sinceMs().ifPresent(since -> held.put("since", time(since)).put("seconds", (state.atMs() - since) / SECOND_MS));
        });
        node.put("waitingImages", partition.waitingImages());
        node.put("waitingRecords", partition.waitingRecords());
        node.put("waitingBytes", partition.waitingBytes());
        node.put("sendBytesPerSecond", Math.round(partition.sendRate()));
        node.put("writeBytesPerSecond", Math.round(partition.writeRate()));
        if (destination.destination().isPresent()) {
            put(node, "resequencer", partition.resequencer(), state.atMs());
            put(node, "writer", partition.writer(), state.atMs());
        }
        return node;
    }

    private ObjectNode image(FleetState state, DestinationState destination, ImageState image) {
        ObjectNode node = message("image", state, destination);
        node.put("name", image.image());
        node.put("generation", image.generation());
        node.put("newest", image.newest());
        node.put("partition", image.partition());
        image.agent().ifPresent(agent -> node.put("agent", agent));
        node.put("state", word(image.stage()));
        node.put("stalled", image.silentMs().isPresent());
        image.sizeBytes().ifPresent(size -> node.put("sizeBytes", size));
        if (image.agent().isPresent()) {
            node.put("sentBytes", image.sentBytes());
            node.put("newBytes", image.newBytes());
            node.put("knownBytes", image.knownBytes());
            node.put("zeroBytes", image.zeroBytes());
        }
        node.put("writtenBytes", image.writtenBytes());
        node.put("waitingRecords", image.waitingRecords());
        node.put("waitingBytes", image.waitingBytes());
        node.put("turn", image.turn());
        node.put("sendBytesPerSecond", Math.round(image.sendRate()));
        node.put("writeBytesPerSecond", Math.round(image.writeRate()));
        image.secondsLeft().ifPresent(seconds -> node.put("secondsLeft", seconds));
        image.silentMs().ifPresent(ms -> node.put("silentSeconds", ms / SECOND_MS));
        node.put("heardOf", time(image.saidMs()));
        image.why().ifPresent(why -> node.put("cause", why));
        return node;
    }

    private ObjectNode trouble(FleetState state, DestinationState destination, Trouble trouble) {
        ObjectNode node = message("trouble", state, destination);
        node.put("kind", trouble.kind().name().toLowerCase(Locale.ROOT));
        node.put("partition", trouble.partition());
        trouble.image().ifPresent(image -> node.put("name", image));
        node.put("since", time(trouble.sinceMs()));
        node.put("message", trouble.sentence());
        return node;
    }

    private static void put(ObjectNode node, String part, TopicLag lag, long nowMs) {
        node.put(part + "HasBegun", lag.known());
        node.put(part + "LagRecords", lag.records());
        lag.bytes().ifPresent(bytes -> node.put(part + "LagBytes", bytes));
        node.put(part + "LagSeconds", lag.ageMs(nowMs) / SECOND_MS);
    }

    private ObjectNode message(String type, FleetState state, DestinationState destination) {
        ObjectNode node = mapper.createObjectNode().put("message_type", type).put("at", time(state.atMs())).put("fleet", state.fleet());
        destination.destination().ifPresent(name -> node.put("destination", name));
        return node;
    }

    private static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
