/**
 * Reading: several images at once are cut into blocks, window by window, and their blocks are named by the shared
 * cores, a bounded amount ahead of whoever takes them. What comes out of one image is in its order; images come out in
 * turns.
 *
 * <p>What becomes of a block, and anything of Kafka, does not belong here.
 */
package io.entrepot.source.lane;
