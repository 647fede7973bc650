/**
 * What was sent once, given to a destination again: reads the interim topic, tells of each image whether all of it is
 * still there, and has the resequencer give it a new life. Here stands what asks Kafka and keeps what is too much for
 * memory on disk; what is decided is in {@link io.entrepot.replay.core}. No command line belongs here.
 */
package io.entrepot.replay;
