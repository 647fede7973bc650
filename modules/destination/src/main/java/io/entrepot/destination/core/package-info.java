/**
 * The writer's decisions: the life of an image at a destination, as a state machine from records to actions.
 *
 * <p>Everything here is a value or a function of values: no Kafka, no clock, no file, no thread. What a name has come to at the
 * destination is asked of a {@link io.entrepot.destination.core.Shelf}; payloads pass by unseen, only what became of them
 * comes back. The order of a commit (force, record, receipt) is decided here, because it is what must hold when the process
 * dies between two actions; how an action is carried out belongs to {@code io.entrepot.destination}.
 */
package io.entrepot.destination.core;
