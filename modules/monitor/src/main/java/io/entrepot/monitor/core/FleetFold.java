package io.entrepot.monitor.core;

import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlOrders;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Takes in records of a fleet's journal and receipts, each topic's partitions in their order, and tells the fleet's state. A record that
 * comes again changes no state, but may be counted twice in a rate.
 *
 * <p>Holds a few hundred bytes for each of the latest {@value Generations#OF_ONE_IMAGE_MAX} sendings of an image, and nothing of what
 * was published. For one thread.
 */
public final class FleetFold {

    private final String fleet;
    private final ControlOrders orders = new ControlOrders();
    private final Generations generations = new Generations();
    private final Map<Integer, Pace> sendPaces = new HashMap<>();
    private final Map<String, Map<Integer, Desk>> desks = new HashMap<>();
    private final OptionalLong journalFrom;
    private long journalFirstMs = Long.MAX_VALUE;

    /** @param journalIsWhole whether the journal is read from its beginning */
    public FleetFold(String fleet, boolean journalIsWhole) {
        this.fleet = fleet;
        this.journalFrom = journalIsWhole ? OptionalLong.empty() : OptionalLong.of(0);
    }

    /** An entry of the journal, with Kafka's time of it. */
    public void take(int partition, long atMs, String agent, JournalEntry entry) {
        Generation generation = generations.of(entry.getImage(), entry.getGeneration(), partition, entry.getOrdinal());
        boolean known = generation.sent().isPresent();
        long more = generation.sending().take(atMs, agent, entry);
        // Where reading begins in the middle, the first entry of an image tells of hours.
        sendPaces.computeIfAbsent(partition, none -> new Pace()).add(atMs, known || journalFrom.isEmpty() ? more : 0);
        journalFirstMs = Math.min(journalFirstMs, atMs);
    }

    /** A receipt of a destination, with Kafka's time of it. */
    public void take(String destination, int partition, long atMs, ReceiptKey key, Receipt receipt) {
        Generation generation = generations.of(key.getImage(), key.getGeneration(), partition, receipt.getOrdinal());
        Said said = generation.saying(destination);
        long more = said.take(atMs, receipt);
        desk(destination, partition).take(atMs, generation, said, more);
    }

    /**
     * An operator's order.
     *
     * @param order null when it was taken back
     * @throws IllegalArgumentException with a sentence when it means nothing
     */
    public void take(ControlKey key, ControlOrder order) {
        orders.take(key, order);
    }

    /** What a destination has said does not hold any more: it was reset. */
    public void forget(String destination) {
        generations.forget(destination);
        desks.remove(destination);
    }

    private Desk desk(String destination, int partition) {
        return desks.computeIfAbsent(destination, none -> new HashMap<>()).computeIfAbsent(partition, none -> new Desk());
    }

    /**
     * The fleet as it is now; what is seen of the parts is remembered.
     *
     * @param partitions of the fleet
     * @param positions  of the parts, by destination; none when nobody receives the fleet
     */
    public FleetState at(long nowMs, int partitions, Map<String, PartPositions> positions) {
        positions.forEach((destination, parts) -> parts.heads().forEach((partition, head) -> {
            if (head.startsTurn().isPresent()) {
                desk(destination, partition).began(head);
            }
        }));
        List<DestinationState> states = positions.isEmpty()
                ? List.of(state(Optional.empty(), new PartPositions(Map.of(), Map.of(), Map.of(), OptionalInt.empty()),
                        nowMs, partitions))
                : positions.entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(each -> state(Optional.of(each.getKey()), each.getValue(), nowMs, partitions)).toList();
        return new FleetState(fleet, nowMs, journalFrom.isEmpty() || journalFirstMs == Long.MAX_VALUE
                ? OptionalLong.empty() : OptionalLong.of(journalFirstMs), orders.standing(), states);
    }

    private DestinationState state(Optional<String> destination, PartPositions positions, long nowMs, int partitions) {
        Map<Integer, Desk> itsDesks = destination.map(desks::get).orElseGet(Map::of);
        PartitionView[] views = new PartitionView[partitions];
        for (int number = 0; number < partitions; number++) {
            views[number] = new PartitionView(number, destination, positions,
                    itsDesks.get(number), sendPaces.get(number), nowMs);
        }
        Collection<Generation> known = generations.all()
                .filter(generation -> generation.partition() >= 0 && generation.partition() < partitions)
                .sorted(Comparator.comparingInt(Generation::partition).thenComparingLong(Generation::ordinal)
                        .thenComparing(Generation::id))
                .toList();
        for (Generation generation : known) {
            views[generation.partition()].add(generation, generations.isNewest(generation), () -> orders.isPaused(generation.image()));
        }
        return DestinationView.of(destination, List.of(views), positions.resequencers(), nowMs);
    }
}
