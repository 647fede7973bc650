/**
 * What {@code entrepot status} shows of a fleet's state: for a person, in place, or as JSON.
 *
 * <p>What belongs here: choosing, ordering and rendering. What does not: what a state is and where it comes from, which is
 * {@code io.entrepot.monitor}'s, and how numbers are written, which is {@code io.entrepot.cli.text}'s.
 */
package io.entrepot.cli.status;
