/**
 * Reads finished images back and holds them against the interim topic; mends what is wrong. Works from destination records, the
 * interim topic and the files, beside a running writer. The writer itself is not known here.
 */
package io.entrepot.destination.verify;
