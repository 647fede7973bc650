package io.entrepot.monitor.core;

import java.util.OptionalInt;

/**
 * The record of the ordered topic that a writer comes to next.
 *
 * @param image      it is about
 * @param generation it is about
 * @param startsTurn the turn that begins with it, when one does
 * @param atMs       when it was written, milliseconds since the epoch
 */
public record Head(String image, String generation, OptionalInt startsTurn, long atMs) {
}
