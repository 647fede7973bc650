/**
 * What the agent reads from Kafka and writes of itself: the journal topic, which feeds the index and says where images
 * are resumed, and the receipts of the fleet's destinations, which say what no longer counts.
 *
 * <p>Sending blocks does not belong here, nor does how the index keeps what it is fed.
 */
package io.entrepot.source.journal;
