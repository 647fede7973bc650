/**
 * What a finished image must be, told by the records of its sending, and what of a file is not that. No Kafka, no files, no clock:
 * records and bytes in, differences out.
 */
package io.entrepot.destination.verify.core;
