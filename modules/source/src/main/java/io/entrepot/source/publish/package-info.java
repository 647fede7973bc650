/**
 * Sending: records in the order in which they were decided on, packed by the shared cores, through one transactional
 * producer; at a transaction's end the journal's entries, which quote the offsets that Kafka acknowledged.
 *
 * <p>A transaction that fails ends everything here. Beginning anew, and what is sent at all, do not belong here.
 */
package io.entrepot.source.publish;
