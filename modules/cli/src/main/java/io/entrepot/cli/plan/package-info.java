/**
 * What a command is to do, decided before anything is started: which images under which names, what the destination holds already, whether
 * there is room.
 *
 * <p>What belongs here: looking at paths and free space, and refusing with a sentence. What does not: Kafka, threads, changing anything.
 */
package io.entrepot.cli.plan;
