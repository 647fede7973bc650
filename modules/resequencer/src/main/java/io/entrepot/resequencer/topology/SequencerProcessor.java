package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.core.Action;
import io.entrepot.resequencer.core.Event;
import io.entrepot.resequencer.core.Sequencer;
import io.entrepot.resequencer.core.Stores;
import io.entrepot.resequencer.state.CarrierStore;
import io.entrepot.resequencer.state.ImageStore;
import io.entrepot.resequencer.state.PayloadStore;
import io.entrepot.resequencer.state.StoreNames;
import io.entrepot.resequencer.state.WaitingStore;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireHeaders;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/** One partition's sequencer: records and time in as events, its actions out as records. */
final class SequencerProcessor implements Processor<byte[], byte[], OrderedKey, byte[]> {

    /**
     * Between ticks when there is nothing to go on with: fine enough to notice an image that gets no data. Each tick
     * makes Streams commit, so it is not finer.
     */
    static final Duration IDLE_TICK = Duration.ofSeconds(1);

    /** Between ticks when a step has left something to do; what comes in between goes on with it as well. */
    static final Duration BUSY_TICK = Duration.ofMillis(10);

    private final SequencerSettings settings;
    private final InterimReader reader;
    private final SequencerLog log;
    private ProcessorContext<OrderedKey, byte[]> context;
    private Sequencer sequencer;
    private int partition;
    private long handledOffset = InterimWatch.NONE;
    private Cancellable idleTicks;
    private Cancellable busyTicks;

    SequencerProcessor(SequencerSettings settings) {
        this.settings = settings;
        this.reader = new InterimReader(settings.format());
        this.log = new SequencerLog(settings.interimTopic(), settings.recallTopic());
    }

    @Override
    public void init(ProcessorContext<OrderedKey, byte[]> processorContext) {
        // Streams takes a processor that it has closed again where it revives a task, and with it nothing of what was then.
        handledOffset = InterimWatch.NONE;
        busyTicks = null;
        context = processorContext;
        partition = context.taskId().partition();
        ImageStore images = new ImageStore(store(StoreNames.IMAGES));
        checkEpoch(images);
        Stores stores = new Stores(images, images, new WaitingStore(store(StoreNames.WAITING)),
                new CarrierStore(store(StoreNames.CARRIERS)), new PayloadStore(store(StoreNames.PAYLOADS)));
        sequencer = new Sequencer(stores, new WireForms(settings.format(), settings.orderedTopic()), settings.bounds(),
                settings.interimTopicId(), settings.passOnFrom().applyAsLong(partition), settings.tally());
        settings.watch().begins(partition);
        idleTicks = context.schedule(IDLE_TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        paceTicks();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        if (from.topic().equals(settings.interimTopic())) {
            handledOffset = from.offset();
            on(reader.read(from.offset(), record.key(), record.value()));
        } else if (from.topic().equals(settings.recallTopic())) {
            recalled(from, record);
        } else if (record.value() != null) {
            receipt(from, record);
        }
    }

    @Override
    public void close() {
        // A task that is revived keeps what was scheduled.
        idleTicks.cancel();
        if (busyTicks != null) {
            busyTicks.cancel();
        }
        settings.watch().ends(partition);
    }

    private void receipt(RecordMetadata from, Record<byte[], byte[]> record) {
        try {
            ReceiptKey key = settings.format().decode(record.key(), ReceiptKey.class);
            on(new Event.Word(key, settings.format().decode(record.value(), Receipt.class)));
        } catch (WireException bad) {
            settings.tally().ignoredReceipt();
            log.badReceipt(from, bad.getMessage());
        }
    }

    private void recalled(RecordMetadata from, Record<byte[], byte[]> record) {
        try {
            on(reader.readRecalled(from.offset(), record.headers(), record.key(), record.value()));
        } catch (WireException bad) {
            settings.tally().unreadableRecall();
            log.badRecall(from, bad.getMessage());
        }
    }

    private void tick(long nowMs) {
        log.tick();
        on(new Event.Tick(nowMs, settings.watch().nothingLeft(partition, handledOffset)));
    }

    private void on(Event event) {
        settings.tap().heard(partition, event);
        sequencer.on(event, this::act);
        settings.watch().hold(partition, sequencer.readsEnough());
        paceTicks();
    }

    private void act(Action action) {
        if (action instanceof Action.PassOn passed) {
            Headers headers = new RecordHeaders();
            passed.interimOffset().ifPresent(offset -> WireHeaders.setInterimOffset(headers, offset));
            context.forward(new Record<>(new OrderedKey(partition, passed.key()), passed.value(),
                    context.currentSystemTimeMs(), headers));
            return;
        }
        log.say(partition, action);
        settings.tap().on(partition, action);
        if (!(action instanceof Action.Refused || action instanceof Action.RecallRefused)) {
            // The writer waits for a turn to begin or end: it is not kept until the commit interval is over.
            context.commit();
        }
    }

    private void paceTicks() {
        if (sequencer.hasMore() && busyTicks == null) {
            busyTicks = context.schedule(BUSY_TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
        } else if (!sequencer.hasMore() && busyTicks != null) {
            busyTicks.cancel();
            busyTicks = null;
        }
    }

    /** State that speaks of another topic's offsets would mix up everything. */
    private void checkEpoch(ImageStore images) {
        String known = images.interimTopicId().orElse(settings.interimTopicId());
        if (!known.equals(settings.interimTopicId())) {
            throw new StaleStateException("The resequencer's state belongs to another topic of the name "
                    + settings.interimTopic() + " (id " + known + ", now " + settings.interimTopicId()
                    + "), which was deleted and made again: reset the destination, with entrepot reset.");
        }
        if (images.interimTopicId().isEmpty()) {
            images.interimTopicId(known);
        }
        images.recallTopicId(settings.recallTopicId());
    }

    private KeyValueStore<Bytes, byte[]> store(String name) {
        return context.getStateStore(name);
    }
}
