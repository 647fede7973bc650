/**
 * The processor cores, shared by all that computes: hashing of every image and packing of every record. Tasks here only
 * compute; whatever waits for a disk, for Kafka or for another task belongs to threads of its own.
 */
package io.entrepot.source.cores;
