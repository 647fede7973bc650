/**
 * Folds records of the journal and the receipts, and the positions of groups, into the state of a fleet.
 *
 * <p>What belongs here: what records mean for an image, a partition and a part. What does not: Kafka, clocks, input and output; time
 * comes with each record and with the question.
 */
package io.entrepot.monitor.core;
