package io.entrepot.monitor.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.ImageState;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.monitor.core.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the page asks for. Images that this process has seen come through have a strip; of others it is known how far they are.
 *
 * @param lanes   in order of opening
 * @param state   what the topics say
 * @param trouble why they cannot be looked at
 * @param death   why the process cannot go on
 * @param ended   whether it has done what it was to do
 */
record BoardJson(List<Lane> lanes, Optional<FleetState> state, Optional<String> trouble, Optional<String> death, boolean ended) {

    /** More than anybody looks through, in some tens of kilobytes. */
    private static final int IMAGES_MAX = 60;
    /** Of those at most, so that what is on its way has room too. */
    private static final int FAILED_MAX = 20;
    private static final int PARTITIONS_MAX = 64;
    private static final int TROUBLES_MAX = 8;

    private static final String HAS_TURN = "receiving";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An image by what is known of it: one of these is there. */
    private record Shown(Optional<Lane> lane, Optional<ImageState> told) {

        String state() {
            String stage = told.map(each -> each.stage().name().toLowerCase(Locale.ROOT)).orElse("sending");
            return lane.map(each -> each.end.orElse(each.turn ? HAS_TURN : stage)).orElse(stage);
        }

        boolean isFinal() {
            return lane.flatMap(each -> each.end).isPresent() || told.map(each -> each.stage().isFinal()).orElse(false);
        }

        boolean isFailed() {
            return state().equals("failed") || state().equals("aborted");
        }

        long size() {
            return Math.max(lane.map(each -> each.sizeBytes).orElse(0L), told.map(ImageState::knownSizeBytes).orElse(0L));
        }

        long sent() {
            return Math.max(lane.map(each -> each.strip.end()).orElse(0L), told.map(ImageState::sentBytes).orElse(0L));
        }

        long written() {
            return state().equals("committed") ? size()
                    : Math.max(lane.map(each -> each.writtenBytes).orElse(0L), told.map(ImageState::writtenBytes).orElse(0L));
        }

        long total(Fill fill) {
            return Math.max(lane.map(each -> each.strip.total(fill)).orElse(0L), told.map(each -> switch (fill) {
                case FRESH -> each.newBytes();
                case KNOWN -> each.knownBytes();
                case ZERO -> each.zeroBytes();
            }).orElse(0L));
        }
    }

    String text() {
        ObjectNode root = MAPPER.createObjectNode();
        Optional<DestinationState> destination = state.map(each -> each.destinations().get(0));
        List<Shown> all = all(destination);
        root.put("fleet", state.map(FleetState::fleet).orElse(""));
        root.put("destination", destination.flatMap(DestinationState::destination).orElse(""));
        root.put("ended", ended);
        root.put("pieces", Strip.PIECES);
        death.ifPresent(why -> root.put("death", why));
        totals(root.putObject("totals"), all, destination);
        ArrayNode troubles = root.putArray("troubles");
        trouble.ifPresent(troubles::add);
        destination.map(DestinationState::troubles).ifPresent(some -> {
            some.stream().limit(TROUBLES_MAX).forEach(one -> troubles.add(one.image().map(name -> name + ": ").orElse("") + one.sentence()));
            if (some.size() > TROUBLES_MAX) {
                troubles.add("And " + (some.size() - TROUBLES_MAX) + " more, which entrepot status tells.");
            }
        });
        ArrayNode partitions = root.putArray("partitions");
        destination.ifPresent(each -> each.partitions().stream().limit(PARTITIONS_MAX).forEach(
                partition -> partition(partitions.addObject(), partition)));
        root.put("hiddenPartitions", destination.map(each -> Math.max(0, each.partitions().size() - PARTITIONS_MAX)).orElse(0));
        ArrayNode images = root.putArray("images");
        List<Shown> shown = shown(all);
        shown.forEach(each -> image(images.addObject(), each));
        hidden(root.putObject("hidden"), all, shown);
        return root.toString();
    }

    private List<Shown> all(Optional<DestinationState> destination) {
        Map<String, ImageState> told = new LinkedHashMap<>();
        destination.ifPresent(each -> each.images().stream().filter(ImageState::newest)
                .sorted(Comparator.comparingLong(ImageState::ordinal)).forEach(image -> told.put(image.generation(), image)));
        Map<String, String> newest = told.values().stream().collect(
                Collectors.toMap(ImageState::image, ImageState::generation, (one, other) -> other));
        List<Shown> all = new ArrayList<>();
        for (Lane lane : lanes) {
            ImageState image = told.remove(lane.generation);
            // An older sending of an image is not shown beside its newest.
            if (image != null || !newest.containsKey(lane.image)) {
                all.add(new Shown(Optional.of(lane), Optional.ofNullable(image)));
            }
        }
        told.values().forEach(image -> all.add(new Shown(Optional.empty(), Optional.of(image))));
        return all;
    }

    /** Whose turn it is, what failed, what is on its way, and of what has ended the last; in their order. */
    private static List<Shown> shown(List<Shown> all) {
        List<Shown> wanted = new ArrayList<>(all.stream().filter(each -> each.state().equals(HAS_TURN)).toList());
        wanted.addAll(last(FAILED_MAX, all.stream().filter(Shown::isFailed).toList()));
        all.stream().filter(each -> !each.isFinal() && !each.state().equals(HAS_TURN)).forEach(wanted::add);
        List<Shown> under = wanted.subList(0, Math.min(IMAGES_MAX, wanted.size()));
        Set<Shown> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        chosen.addAll(under);
        chosen.addAll(last(IMAGES_MAX - under.size(), all.stream().filter(each -> each.isFinal() && !chosen.contains(each)).toList()));
        return all.stream().filter(chosen::contains).toList();
    }

    private static List<Shown> last(int count, List<Shown> some) {
        return some.subList(Math.max(0, some.size() - count), some.size());
    }

    /** What the viewer does not see, by state. */
    private static void hidden(ObjectNode node, List<Shown> all, List<Shown> shown) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        all.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
        shown.forEach(each -> counts.merge(each.state(), -1, Integer::sum));
        counts.forEach((state, count) -> {
            if (count > 0) {
                node.put(state, count);
            }
        });
    }

    private void totals(ObjectNode node, List<Shown> all, Optional<DestinationState> destination) {
        node.put("images", all.size());
        node.put("committed", all.stream().filter(each -> each.state().equals("committed")).count());
        node.put("failed", all.stream().filter(Shown::isFailed).count());
        node.put("size", all.stream().mapToLong(Shown::size).sum());
        node.put("sent", all.stream().mapToLong(Shown::sent).sum());
        node.put("written", all.stream().mapToLong(Shown::written).sum());
        node.put("fresh", all.stream().mapToLong(each -> each.total(Fill.FRESH)).sum());
        node.put("known", all.stream().mapToLong(each -> each.total(Fill.KNOWN)).sum());
        node.put("zero", all.stream().mapToLong(each -> each.total(Fill.ZERO)).sum());
        node.put("came", lanes.stream().mapToLong(lane -> lane.strip.end()).sum());
        node.put("wire", lanes.stream().mapToLong(lane -> lane.wireBytes).sum());
        destination.ifPresent(each -> {
            node.put("waiting", ended ? 0 : each.partitions().stream().mapToLong(PartitionState::waitingBytes).sum());
            node.put("sendRate", ended ? 0 : each.partitions().stream().mapToDouble(PartitionState::sendRate).sum());
            node.put("writeRate", ended ? 0 : each.partitions().stream().mapToDouble(PartitionState::writeRate).sum());
            each.secondsLeft().ifPresent(left -> node.put("left", left));
        });
    }

    private void partition(ObjectNode node, PartitionState partition) {
        long nowMs = state.map(FleetState::atMs).orElse(0L);
        node.put("number", partition.partition());
        if (!ended) {
            // What passes through here is known before it stands on a topic.
            Optional<Lane> here = lanes.stream().filter(lane -> lane.turn && lane.partition == partition.partition()).findFirst();
            here.map(lane -> lane.image).or(() -> partition.turn().map(Turn::image)).ifPresent(image -> node.put("turn", image));
            partition.turn().filter(turn -> here.map(lane -> lane.generation.equals(turn.generation())).orElse(true))
                    .ifPresent(turn -> turn.sinceMs().ifPresent(since -> node.put("seconds", Math.max(0, nowMs - since) / 1_000)));
            node.put("waitingImages", partition.waitingImages());
            node.put("waiting", partition.waitingBytes());
            node.put("resequencerBehind", partition.resequencer().ageMs(nowMs) / 1_000);
            node.put("writerBehind", partition.writer().ageMs(nowMs) / 1_000);
        }
    }

    private static void image(ObjectNode node, Shown shown) {
        node.put("name", shown.lane().map(each -> each.image).orElseGet(() -> shown.told().orElseThrow().image()));
        node.put("id", shown.lane().map(each -> each.generation).orElseGet(() -> shown.told().orElseThrow().generation()));
        node.put("partition", shown.lane().map(each -> each.partition).orElseGet(() -> shown.told().orElseThrow().partition()));
        node.put("state", shown.state());
        node.put("size", shown.size());
        node.put("sent", shown.sent());
        node.put("came", shown.lane().map(each -> each.strip.end()).orElse(0L));
        node.put("written", shown.written());
        node.put("fresh", shown.total(Fill.FRESH));
        node.put("known", shown.total(Fill.KNOWN));
        node.put("zero", shown.total(Fill.ZERO));
        shown.told().filter(told -> told.stage() == Stage.RECEIVING && !shown.isFinal())
                .ifPresent(told -> told.secondsLeft().ifPresent(left -> node.put("left", left)));
        shown.lane().flatMap(each -> each.why).or(() -> shown.told().flatMap(ImageState::why)).ifPresent(why -> node.put("why", why));
        shown.lane().ifPresent(lane -> {
            node.put("strip", lane.strip.digits());
            ArrayNode carriers = node.putArray("carriers");
            lane.knownByCarrier.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).forEach(each ->
                    carriers.addObject().put("name", each.getKey()).put("bytes", each.getValue())
                            .put("self", each.getKey().equals(lane.image)));
        });
    }
}
