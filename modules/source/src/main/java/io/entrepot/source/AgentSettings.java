package io.entrepot.source;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import io.entrepot.block.ZstdLevels;
import io.entrepot.source.place.Placing;
import io.entrepot.source.space.SpaceBounds;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How an agent sends.
 *
 * @param fleet               the fleet's name
 * @param agent               the agent's name: the same after a restart, and no other agent's of the fleet
 * @param parallel            images that are sent at once
 * @param threads             threads that hash and compress
 * @param chunker             cuts images that are begun; empty to cut each as it was cut last, and by the default one of which the
 *                            journal knows nothing. One that is resumed is cut as it was begun
 * @param zstdLevels          of compression
 * @param stateDirectory      holds the index; this agent's own
 * @param recordBytes         bytes of a run of new blocks, before compression: what one record carries
 * @param transactionBytesMax bytes of new blocks, before compression, after which a transaction ends; more where its end takes long
 * @param transactionMs       milliseconds after which it ends in any case; more where its end takes long
 * @param indexCacheBytes     memory for lookups in the index
 * @param resend              names of images to be sent anew although they have been sent
 * @param takeOver            whether images of other agents are sent by this one from now on
 * @param rate                bytes of keys and values handed to Kafka in a second, at most, until an operator says
 *                            otherwise; empty for what was ordered before, or no limit
 * @param space               when to stop until brokers have room
 * @param placing             how images are placed that nobody placed
 * @param precopy             whether images, which may be in use, are only read ahead: their blocks are published, and none
 *                            is sealed
 * @param ordersFromMs        milliseconds since the epoch: an order that was given later is meant for what is sent now, though
 *                            the agent had not begun to listen; {@link #NO_ORDERS_BEFORE} where only what it hears is
 * @param nice                whether the threads that hash and compress leave the processor to others: where the destination is on the
 *                            same machine, say, so that it keeps up
 */
public record AgentSettings(String fleet, String agent, int parallel, int threads, Optional<Chunker> chunker, ZstdLevels zstdLevels,
                            Path stateDirectory, int recordBytes, long transactionBytesMax, long transactionMs,
                            long indexCacheBytes, Set<String> resend, boolean takeOver, OptionalLong rate,
                            SpaceBounds space, Placing placing, boolean precopy, long ordersFromMs, boolean nice) {

    /** Nothing that was ordered before the agent listens is meant for what it sends. */
    public static final long NO_ORDERS_BEFORE = Long.MAX_VALUE;

    /** Enough to have a destination's disks and the cores busy together, few enough that little waits for its turn. */
    public static final int PARALLEL_DEFAULT = 4;
    /** Each has some MiB of memory, whatever it reads. */
    public static final int PARALLEL_MAX = 32;
    /** Together with {@link #PARALLEL_MAX} this bounds what is read ahead, in windows and runs of 1 MiB, to a quarter of a GiB. */
    public static final int THREADS_MAX = 32;
    /** Large records make Kafka cheap, and compress better than small ones. */
    public static final int RECORD_BYTES_DEFAULT = 1 << 20;
    /** What is sent a second time when a transaction fails; more over a long link. */
    public static final long TRANSACTION_BYTES_DEFAULT = 64L << 20;
    public static final long TRANSACTION_MS_DEFAULT = 1_000;
    /** Half of the time after which Kafka gives a transaction up. */
    public static final long TRANSACTION_MS_MAX = 30_000;

    /** @throws IllegalArgumentException with a sentence when something cannot be what it is */
    public AgentSettings {
        new FleetTopics(fleet);
        if (agent.isEmpty() || agent.getBytes(StandardCharsets.UTF_8).length > Limits.AGENT_BYTES_MAX) {
            throw new IllegalArgumentException("An agent's name has from 1 to " + Limits.AGENT_BYTES_MAX + " bytes.");
        }
        if (agent.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An agent's name has no control characters.");
        }
        check("The number of images sent at once", parallel, 1, PARALLEL_MAX);
        check("The number of threads", threads, 1, THREADS_MAX);
        Objects.requireNonNull(zstdLevels, "zstdLevels");
        check("The size of a record in bytes", recordBytes, chunker.orElseGet(Chunkers::defaultChunker).blockBytesMax(), Limits.RUN_BYTES_MAX);
        check("The size of a transaction in bytes", transactionBytesMax, recordBytes, Long.MAX_VALUE);
        check("The time of a transaction in milliseconds", transactionMs, 1, TRANSACTION_MS_MAX);
        rate.ifPresent(bytes -> check("The rate in bytes per second", bytes, 1, Long.MAX_VALUE));
        Objects.requireNonNull(stateDirectory, "stateDirectory");
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(placing, "placing");
        resend = Set.copyOf(resend);
    }

    /** The defaults: all cores, images cut as they were. */
    public static AgentSettings of(String fleet, String agent, Path stateDirectory) {
        return builder(fleet, agent, stateDirectory).build();
    }

    /** As {@link #of}, with some of it told otherwise. */
    public static AgentSettingsBuilder builder(String fleet, String agent, Path stateDirectory) {
        return new AgentSettingsBuilder(fleet, agent, stateDirectory);
    }

    /** All cores, as far as there may be threads for them. */
    public static int threadsDefault() {
        return Math.min(Runtime.getRuntime().availableProcessors(), THREADS_MAX);
    }

    private static void check(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is from " + min + " to " + max + ", not " + value + ".");
        }
    }
}
