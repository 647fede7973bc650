package io.entrepot.resequencer.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.resequencer.core.Script.Entry;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecallStarted;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** A partition with its agents' log, a sequencer that is killed now and then, and a writer that takes its time. */
final class World {

    private static final String TOPIC_ID = "topic-id";
    private static final long STALL_MS = 30_000;
    private static final int QUIET_ROUNDS = 5;
    private static final int ROUNDS_MAX = 3_000;
    private static final int ROUNDS_TO_READ_MAX = 50_000;

    private record Ordered(RecordKey key, SpecificRecord record, int bytes) {
    }

    /** A record of the recall topic. */
    private record Recall(Script.Plan plan, SpecificRecord record, Event.Recalled event) {
    }

    private record Said(ReceiptKey key, Receipt receipt) {
    }

    final Random random;
    final Script script;
    final MapStores stores = new MapStores();
    final Model model;
    final Tally tally = new Tally();
    final Bounds bounds;
    private final RememberedForms forms = new RememberedForms();
    private final boolean heedsEnough;
    private final List<Ordered> ordered = new ArrayList<>();
    private final Deque<Said> onTheWay = new ArrayDeque<>();
    private final List<Said> heard = new ArrayList<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final Map<String, Long> orderedBytes = new HashMap<>();
    private final Map<String, Boolean> failed = new HashMap<>();
    private Sequencer sequencer;
    private int read;
    private int arrived;
    private long nowMs;
    private final long passOnFrom;
    private final Deque<Recall> recalls = new ArrayDeque<>();
    private final List<Event> recalled = new ArrayList<>();
    private long recallOffset;

    World(long seed) {
        this.random = new Random(seed);
        this.script = new Script(random, forms);
        this.bounds = new Bounds(random.nextBoolean() ? 1 + random.nextInt(300) : 1 << 20,
                random.nextBoolean() ? random.nextInt(600) : 1 << 20,
                random.nextBoolean() ? 1 + random.nextInt(300) : 1 << 20, STALL_MS);
        this.heedsEnough = random.nextBoolean();
        long end = script.log.stream().mapToLong(Entry::interimOffset).max().orElse(0) + 1;
        this.passOnFrom = random.nextInt(5) == 0 ? random.nextLong(end + 1) : 0;
        this.model = new Model(script, bounds, passOnFrom);
        start();
    }

    /** Goes through the log, everything in random order that may be, and on until nothing moves. */
    void run() {
        int agentsPause = random.nextInt(4) == 0 ? 40 : 4;
        // A replay is asked for when all that it leaves out, or recalls, is there.
        int shown = script.shuffledOrder() ? script.log.size() : (int) script.log.stream()
                .takeWhile(entry -> entry.interimOffset() < passOnFrom).count();
        for (int round = 0; arrived < script.log.size(); round++) {
            if (round > ROUNDS_TO_READ_MAX) {
                throw new AssertionError("liveness: it never reads on");
            }
            if (arrived == shown && random.nextInt(agentsPause) == 0) {
                shown = Math.min(script.log.size(), shown + 1 + random.nextInt(agentsPause > 4 ? 3 : 20));
            }
            something(arrived < shown);
        }
        settle();
    }

    /** The operator aborts what its agents left behind. */
    void lastWords() {
        script.lastWords().forEach(this::arrives);
        Script.Plan any = script.plans.get(0);
        add(any, new RecallStarted(Script.GHOST, any.ordinal, "another topic", any.size, any.priority, 0), 0, 0, 0);
        settle();
    }

    private void something(boolean more) {
        switch (random.nextInt(10)) {
            case 8 -> recall();
            case 9 -> recalled();
            case 0, 1, 2 -> {
                if (more && !(heedsEnough && sequencer.readsEnough())) {
                    arrives(script.log.get(arrived++));
                }
            }
            case 3, 4 -> write(1 + random.nextInt(6));
            case 5 -> hear();
            case 6 -> tick(random.nextInt(40_000), !more && random.nextInt(4) > 0);
            default -> {
                if (random.nextInt(8) == 0) {
                    crash();
                } else if (random.nextInt(4) == 0) {
                    hearAgainOrNonsense();
                }
            }
        }
    }

    private void settle() {
        int quiet = 0;
        for (int round = 0; quiet < QUIET_ROUNDS; round++) {
            assertThat(round).as("liveness: it goes on for ever").isLessThan(ROUNDS_MAX);
            int before = ordered.size();
            while (!recalls.isEmpty()) {
                recalled();
            }
            write(Integer.MAX_VALUE);
            boolean moved = ordered.size() > before || !onTheWay.isEmpty() || sequencer.hasMore();
            while (!onTheWay.isEmpty()) {
                hear();
            }
            tick(STALL_MS / 2, true);
            quiet = moved || ordered.size() > before || read < ordered.size() ? 0 : quiet + 1;
        }
    }

    private void arrives(Entry entry) {
        model.arrives(entry);
        on(entry.event());
    }

    /** Somebody asks for a generation that was sent whole, and perhaps does not get to say all of it. */
    private void recall() {
        Script.Plan plan = script.plans.get(random.nextInt(script.plans.size()));
        List<Entry> entries = script.log.stream().filter(entry -> entry.plan() == plan && !entry.noise()).toList();
        int last = script.log.indexOf(entries.get(entries.size() - 1));
        long lastOffset = script.log.get(last).interimOffset();
        if (plan.end != Script.End.SEAL || last >= arrived && lastOffset >= passOnFrom || random.nextInt(3) > 0) {
            return;
        }
        int before = recalls.size();
        add(plan, new RecallStarted(Script.GHOST, plan.ordinal, TOPIC_ID, plan.size, plan.priority, 0), 0, 0, 0);
        entries.stream().sorted(Comparator.comparingLong(entry ->
                        entry.is(ImageOpened.class) ? -1 : entry.is(ImageSealed.class) ? Long.MAX_VALUE : entry.offset()))
                .forEach(entry -> add(plan, entry.is(NewBlocks.class)
                        ? new DeferredBlocks(entry.length(), entry.interimOffset()) : entry.record(),
                        entry.interimOffset(), entry.offset(), entry.length()));
        if (random.nextInt(4) == 0) {
            int kept = before + random.nextInt(recalls.size() - before);
            while (recalls.size() > kept) {
                recalls.removeLast();
            }
        }
    }

    private void add(Script.Plan plan, SpecificRecord record, long interimOffset, long offset, long length) {
        RecordKey key = new RecordKey(plan.image, plan.generation, offset);
        byte[] rawKey = forms.key(key);
        byte[] rawValue = forms.value(record);
        for (Entry entry : script.log) {
            if (entry.record() == record) {
                rawKey = ((Event.Arrival) entry.event()).rawKey();
                rawValue = ((Event.Arrival) entry.event()).rawValue();
            }
        }
        recalls.add(new Recall(plan, record, new Event.Recalled(key, RecordType.of(record), length,
                OptionalLong.of(interimOffset), recallOffset++, rawKey, rawValue)));
    }

    private void recalled() {
        Recall next = recalls.poll();
        if (next == null) {
            return;
        }
        if (next.record() instanceof RecallStarted started && started.getInterimTopicId().equals(TOPIC_ID)) {
            model.recallStarts(next.plan());
        } else if (next.record() instanceof RecallStarted) {
            model.giveUpRecall();
        } else if (next.record() instanceof ImageSealed) {
            model.recallEnds(next.plan());
        }
        recalled.add(next.event());
        on(next.event());
    }

    private void tick(long laterMs, boolean nothingLeft) {
        nowMs += laterMs;
        on(new Event.Tick(nowMs, nothingLeft));
    }

    private void on(Event event) {
        model.stepBegins();
        sequencer.on(event, action -> {
            if (action instanceof Action.PassOn passed) {
                passes(passed);
            }
        });
        if (stores.payloads.heldBytes() > bounds.bufferBytesMax()) {
            throw new AssertionError("I: a buffer beyond its bound");
        }
    }

    private void passes(Action.PassOn passed) {
        try {
            RecordKey key = forms.read(passed.key(), RecordKey.class);
            SpecificRecord record = forms.read(passed.value());
            model.passes(key, record, passed);
            ordered.add(new Ordered(key, record, passed.value().length));
        } catch (WireException garbled) {
            throw new AssertionError(garbled);
        }
    }

    private void start() {
        sequencer = new Sequencer(stores.stores(), forms, bounds, TOPIC_ID, passOnFrom, tally);
    }

    /** The buffer is lost, or a part of it, or it is one that has missed what another instance did. */
    private void crash() {
        List<Payloads.Payload> held = new ArrayList<>(stores.payloads.rows.values());
        switch (random.nextInt(3)) {
            case 0 -> stores.payloads.wipe();
            case 1 -> held.stream().filter(payload -> random.nextBoolean()).forEach(stores.payloads::delete);
            default -> script.carriers.values().stream().filter(entry -> random.nextInt(4) == 0)
                    .forEach(this::leaveBehind);
        }
        start();
        if (random.nextInt(3) == 0) {
            // Kafka has forgotten how far it had read.
            recalled.forEach(this::on);
        }
    }

    private void leaveBehind(Entry entry) {
        Event.Arrival came = (Event.Arrival) entry.event();
        Payloads.Payload payload = new Payloads.Payload(entry.interimOffset(), entry.plan().ordinal, entry.offset(),
                came.rawKey(), came.rawValue());
        if (stores.payloads.heldBytes() + payload.bytes() <= bounds.bufferBytesMax()) {
            stores.payloads.put(payload);
        }
    }

    private void write(int most) {
        for (int i = 0; i < most && read < ordered.size(); i++) {
            write(ordered.get(read++));
        }
    }

    private void write(Ordered next) {
        RecordKey key = next.key();
        SpecificRecord record = next.record();
        String generation = key.getGeneration();
        long bytes = orderedBytes.merge(generation, (long) next.bytes(), Long::sum);
        if (record instanceof TurnStarted started) {
            if (model.states.get(generation).turnsBefore == started.getTurn() - 1) {
                failed.remove(generation);
                bytes = next.bytes();
                orderedBytes.put(generation, bytes);
            }
            turns.put(generation, started.getTurn());
        }
        if (failed.containsKey(generation)) {
            return;
        }
        ReceiptState state = ReceiptState.RECEIVING;
        if (random.nextInt(60) == 0) {
            state = ReceiptState.FAILED;
        } else if (record instanceof ImageSealed) {
            state = ReceiptState.COMMITTED;
        } else if (record instanceof ImageAborted aborted) {
            state = aborted.getSupersededBy() == null ? ReceiptState.FAILED : ReceiptState.SUPERSEDED;
        } else if (record instanceof TurnParked) {
            state = ReceiptState.PARKED;
        } else if (read < ordered.size() && random.nextInt(3) > 0) {
            return;
        }
        if (state == ReceiptState.FAILED) {
            failed.put(generation, true);
        }
        // A writer that does not know whose turn it is says so of the generation as a whole.
        boolean asAWhole = random.nextBoolean()
                && (state == ReceiptState.FAILED || state == ReceiptState.SUPERSEDED);
        onTheWay.add(new Said(new ReceiptKey(key.getImage(), generation), asAWhole ? receipt(state, 0, 0, 0)
                : receipt(state, turns.get(generation), model.states.get(generation).plan.ordinal, bytes)));
    }

    private void hear() {
        Said said = onTheWay.poll();
        if (said != null) {
            heard.add(said);
            model.hears(said.key().getGeneration(), said.receipt());
            on(new Event.Word(said.key(), said.receipt()));
        }
    }

    private void hearAgainOrNonsense() {
        Script.Plan plan = script.plans.get(random.nextInt(script.plans.size()));
        ReceiptKey key = new ReceiptKey(plan.image, plan.generation);
        ReceiptState state = ReceiptState.values()[random.nextInt(ReceiptState.values().length)];
        switch (random.nextInt(6)) {
            case 0 -> {
                if (!heard.isEmpty()) {
                    Said again = heard.get(random.nextInt(heard.size()));
                    List<Said> parked = heard.stream()
                            .filter(said -> said.receipt().getState() == ReceiptState.PARKED).toList();
                    again = parked.isEmpty() ? again : parked.get(random.nextInt(parked.size()));
                    model.hears(again.key().getGeneration(), again.receipt());
                    on(new Event.Word(again.key(), again.receipt()));
                }
            }
            case 1 -> on(new Event.Word(key, receipt(state, 1, plan.ordinal + 1, 1L << 40)));
            case 2 -> on(new Event.Word(key, receipt(state, 99, plan.ordinal, 1L << 40)));
            case 4 -> {
                if (!turns.containsKey(plan.generation) && model.states.get(plan.generation).turns == 0) {
                    on(new Event.Word(key, receipt(ReceiptState.FAILED, 0, 0, 0)));
                }
            }
            case 3 -> {
                if (!(model.states.get(plan.generation).last instanceof ImageSealed)) {
                    on(new Event.Word(key, receipt(ReceiptState.COMMITTED, 1, plan.ordinal, 0)));
                }
            }
            default -> on(new Event.Word(new ReceiptKey(plan.image, Script.GHOST),
                    receipt(state, 1, plan.ordinal, 1L << 40)));
        }
    }

    private static Receipt receipt(ReceiptState state, int turn, long ordinal, long bytes) {
        return Receipt.newBuilder().setState(state).setTurn(turn).setOrdinal(ordinal).setCursor(0)
                .setOrderedBytes(bytes)
                .setCause(state == ReceiptState.FAILED ? "no luck" : null).setAt(Instant.EPOCH).build();
    }
}
