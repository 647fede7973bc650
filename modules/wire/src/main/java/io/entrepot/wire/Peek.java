package io.entrepot.wire;

/**
 * What the leading bytes of a value tell without reading on.
 *
 * @param type   the record's type
 * @param length bytes of the image that a NewBlocks, KnownBlocks, PlacedBlocks or DeferredBlocks covers, at least 1; 0
 *               for other types
 */
public record Peek(RecordType type, long length) {
}
