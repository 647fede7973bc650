/**
 * What a block is: where it ends ({@link io.entrepot.block.Chunker}), what it is called ({@link
 * io.entrepot.block.Digest}), how an image's blocks are summed up ({@link io.entrepot.block.Chain}) and how runs of
 * them are compressed ({@link io.entrepot.block.Codec}).
 *
 * <p>Everything here works on byte arrays and knows neither files, nor records, nor Kafka. Whatever is persisted
 * (chunkers and codecs) has a stable number, and golden bytes under the tests hold what that number means.
 */
package io.entrepot.block;
