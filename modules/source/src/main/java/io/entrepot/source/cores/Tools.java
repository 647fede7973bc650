package io.entrepot.source.cores;

import io.entrepot.block.Compressor;
import io.entrepot.block.Digester;

/**
 * What a core works with: its own, so that nothing is made or locked for a task.
 *
 * @param digester   names blocks
 * @param compressor packs payloads
 */
public record Tools(Digester digester, Compressor compressor) {
}
