/**
 * The sequencer as a Kafka Streams topology: which topics it reads and writes, which stores it has, and how an interim
 * record becomes an event and an action a record.
 *
 * <p>Making clients, starting and stopping do not belong here, nor does any decision about what is passed on.
 */
package io.entrepot.resequencer.topology;
