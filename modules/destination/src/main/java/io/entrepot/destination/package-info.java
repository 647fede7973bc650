/**
 * The writer: ordered records in, image files out. {@link io.entrepot.destination.Writer} is what runs,
 * {@link io.entrepot.destination.DestinationRecords} tells what a destination holds.
 *
 * <p>A consumer thread decodes, a pool unpacks and verifies, one thread writes in order, and one more makes durable and
 * says so behind it. What is decided about an image is decided in {@link io.entrepot.destination.core}; here it is only
 * carried out. How files are reached belongs to {@code io.entrepot.image}, what records look like to
 * {@code io.entrepot.wire}.
 */
package io.entrepot.destination;
