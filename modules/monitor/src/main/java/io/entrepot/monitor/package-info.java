/**
 * What is the matter with a fleet, told from its topics alone.
 *
 * <p>What belongs here: reading the small topics and the positions of groups, and making a state of them. What does not: payloads,
 * anything that writes to Kafka, and how a state is shown.
 */
package io.entrepot.monitor;
