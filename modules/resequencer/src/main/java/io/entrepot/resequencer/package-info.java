/**
 * The resequencer: what agents publish to the interim topic in the order in which it comes to them, it passes on to a
 * destination's ordered topic image after image, each front to back, and never faster than the writer there takes it.
 *
 * <p>Here stands what runs it: settings, clients, start and end. What it decides is in
 * {@link io.entrepot.resequencer.core}, where that is kept in {@link io.entrepot.resequencer.state}, and how both
 * become a Kafka Streams application in {@link io.entrepot.resequencer.topology}. No command line belongs here.
 */
package io.entrepot.resequencer;
