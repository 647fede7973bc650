package io.entrepot.resequencer.core;

/** All that a partition's sequencer remembers from one event to the next, but for what it can do without. */
public record Stores(Images images, Agenda agenda, Waiting waiting, Carriers carriers, Payloads payloads) {
}
