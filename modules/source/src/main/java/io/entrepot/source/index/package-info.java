/**
 * What the fleet has published, on disk: where each block was published, and how far each image of an agent has got.
 *
 * <p>All of it is fed from the journal topic and can be built anew from there, so it needs no log of its own: what is
 * stored always belongs to one journal offset, and what a crash loses is read again. Only which records are bad comes from
 * receipts, and holds at any offset. Blocks of transactions under way
 * are not here (they are the decider's). Reading the journal topic and deciding what counts do not belong here either.
 */
package io.entrepot.source.index;
