package io.entrepot.source;

import io.entrepot.block.Chunker;
import io.entrepot.block.ZstdLevels;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.place.Placing;
import io.entrepot.source.space.SpaceBounds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes {@link AgentSettings}; what is not told is the default. */
public final class AgentSettingsBuilder {

    private final String fleet;
    private final String agent;
    private final Path stateDirectory;
    private int parallel = AgentSettings.PARALLEL_DEFAULT;
    private int threads = AgentSettings.threadsDefault();
    private Optional<Chunker> chunker = Optional.empty();
    private ZstdLevels zstdLevels = ZstdLevels.AUTO;
    private int recordBytes = AgentSettings.RECORD_BYTES_DEFAULT;
    private long transactionBytesMax = AgentSettings.TRANSACTION_BYTES_DEFAULT;
    private long transactionMs = AgentSettings.TRANSACTION_MS_DEFAULT;
    private long ordersFromMs = AgentSettings.NO_ORDERS_BEFORE;
    private long indexCacheBytes = BlockIndex.CACHE_BYTES_DEFAULT;
    private Set<String> resend = Set.of();
    private boolean takeOver;
    private OptionalLong rate = OptionalLong.empty();
    private SpaceBounds space = SpaceBounds.NONE;
    private Placing placing = Placing.NAME;
    private boolean precopy;
    private boolean nice;

    AgentSettingsBuilder(String fleet, String agent, Path stateDirectory) {
        this.fleet = fleet;
        this.agent = agent;
        this.stateDirectory = stateDirectory;
    }

    /** Images that are sent at once. */
    public AgentSettingsBuilder parallel(int images) {
        parallel = images;
        return this;
    }

    /** Threads that hash and compress. */
    public AgentSettingsBuilder threads(int count) {
        threads = count;
        return this;
    }

    /** Cuts images that are begun; empty to cut each as it was cut last. */
    public AgentSettingsBuilder chunker(Optional<Chunker> cuts) {
        chunker = cuts;
        return this;
    }

    public AgentSettingsBuilder zstdLevels(ZstdLevels levels) {
        zstdLevels = levels;
        return this;
    }

    /** Bytes of a run of new blocks, before compression. */
    public AgentSettingsBuilder recordBytes(int bytes) {
        recordBytes = bytes;
        return this;
    }

    /** When a transaction ends: behind so many bytes, before compression, and after so many milliseconds in any case. */
    public AgentSettingsBuilder transactions(long bytesMax, long ms) {
        transactionBytesMax = bytesMax;
        transactionMs = ms;
        return this;
    }

    /** Memory for lookups in the index. */
    public AgentSettingsBuilder indexCacheBytes(long bytes) {
        indexCacheBytes = bytes;
        return this;
    }

    /** Names of images to be sent anew although they have been sent. */
    public AgentSettingsBuilder resend(Set<String> names) {
        resend = names;
        return this;
    }

    /** Whether images of other agents are sent by this one from now on. */
    public AgentSettingsBuilder takeOver(boolean taken) {
        takeOver = taken;
        return this;
    }

    /** Bytes handed to Kafka in a second, at most. */
    public AgentSettingsBuilder rate(OptionalLong bytesPerSecond) {
        rate = bytesPerSecond;
        return this;
    }

    /** When to stop until brokers have room. */
    public AgentSettingsBuilder space(SpaceBounds bounds) {
        space = bounds;
        return this;
    }

    /** How images are placed that nobody placed. */
    public AgentSettingsBuilder placing(Placing by) {
        placing = by;
        return this;
    }

    /** Whether the images' blocks are only published ahead. */
    public AgentSettingsBuilder precopy(boolean ahead) {
        precopy = ahead;
        return this;
    }

    /** From when on orders are meant for what is sent now, milliseconds since the epoch: when the command was given, say. */
    public AgentSettingsBuilder ordersFrom(long ms) {
        ordersFromMs = ms;
        return this;
    }

    /** Whether the threads that hash and compress leave the processor to others. */
    public AgentSettingsBuilder nice(boolean yes) {
        nice = yes;
        return this;
    }

    /** @throws IllegalArgumentException with a sentence when something cannot be what it is */
    public AgentSettings build() {
        return new AgentSettings(fleet, agent, parallel, threads, chunker, zstdLevels, stateDirectory, recordBytes,
                transactionBytesMax, transactionMs, indexCacheBytes, resend, takeOver, rate, space, placing, precopy, ordersFromMs, nice);
    }
}
