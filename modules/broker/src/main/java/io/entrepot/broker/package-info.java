/**
 * A Kafka broker of one node inside this process, over a directory that can be opened again.
 *
 * <p>What belongs here: starting, ending and reopening the broker, its settings, and turning its ways of dying into a failure that can be
 * told. This package is alone in using Kafka's server.
 *
 * <p>What does not: topics, clients and their settings, and what to do when the broker has died.
 */
package io.entrepot.broker;
