/**
 * What the sequencer remembers, in Kafka Streams' key-value stores: the rows' bytes, their order, and the settings of
 * the database below.
 *
 * <p>Thin: keys with a type, scans with a name. No decision belongs here. Every row begins with the version of its
 * form, and every store's name ends with the version of its keys.
 */
package io.entrepot.resequencer.state;
