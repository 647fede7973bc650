package io.entrepot.source;

import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import io.entrepot.block.ZstdLevels;
import java.nio.file.Path;

/**
 * How an estimate is made: as the images would be sent.
 *
 * @param parallel    images that are read at once
 * @param threads     threads that hash and compress
 * @param chunker     cuts the images
 * @param zstdLevels  of compression
 * @param recordBytes bytes of a run of new blocks, before compression
 * @param scratch     a directory that does not exist; made, and removed afterwards. Takes some 50 bytes for each
 *                    different block
 */
public record EstimateSettings(int parallel, int threads, Chunker chunker, ZstdLevels zstdLevels, int recordBytes,
        Path scratch) {

    /** The defaults of sending. */
    public static EstimateSettings of(Path scratch) {
        return new EstimateSettings(AgentSettings.PARALLEL_DEFAULT, AgentSettings.threadsDefault(),
                Chunkers.defaultChunker(), ZstdLevels.AUTO, AgentSettings.RECORD_BYTES_DEFAULT, scratch);
    }
}
