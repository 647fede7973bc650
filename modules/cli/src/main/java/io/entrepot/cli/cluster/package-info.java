/**
 * The parts as processes of their own, on a Kafka cluster: how it is reached, what each part is started with, how long it runs and what it
 * says of itself.
 *
 * <p>What belongs here: options that all parts share, and the way from a command to a running part and its exit code. What does not: what a
 * part does, which is its module's, and what goes on inside one process with an embedded broker ({@code copy}).
 */
package io.entrepot.cli.cluster;
