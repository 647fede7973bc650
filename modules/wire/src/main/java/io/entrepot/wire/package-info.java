/**
 * What the parts of Entrepot say to each other, and over what: Avro records and their wire form, the names and settings
 * of topics, the settings of Kafka's clients, and the limits that hold for all of it.
 *
 * <p>Everything read here is untrusted. What a record <em>means</em> (turns, cursors, indexes) does not belong here,
 * nor does anything that runs: no consumer loop, no topology, no file. The records themselves are generated from
 * {@code schemas/} into this package.
 */
package io.entrepot.wire;
