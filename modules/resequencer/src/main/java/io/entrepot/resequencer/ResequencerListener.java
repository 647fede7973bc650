package io.entrepot.resequencer;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;

/** Hears whose turn it is. Called by the resequencer's threads, which wait for it: what it does has to be quick. */
public interface ResequencerListener {

    /** Hears nothing. */
    ResequencerListener NONE = new ResequencerListener() {
    };

    /** It has its partitions and their state, and goes on; again after partitions have come or gone. */
    default void running() {
    }

    /**
     * An image has been given its partition's turn.
     *
     * @param turn counted from 1: more where it was parked before
     */
    default void turnBegan(int partition, String image, String generation, int turn) {
    }

    /**
     * Nothing more of it is passed on in this turn, and the writer's word is awaited.
     *
     * @param how         sealed, aborted or parking
     * @param passedBytes value bytes passed on to the ordered topic, over all its turns
     */
    default void turnEnded(int partition, String image, String generation, int turn, String how, long passedBytes) {
    }

    /**
     * It has come to its end.
     *
     * @param how committed, failed, superseded or abandoned
     */
    default void done(int partition, String image, String generation, String how) {
    }

    /** It has come to its end before, was recalled, and waits for a turn once more. */
    default void recalled(int partition, String image, String generation) {
    }

    /** A record of the recall topic is not what it should be, or came when it could not be heeded. */
    default void recallRefused(int partition, long recallOffset, String why) {
    }

    /**
     * A record has come from the interim topic, and may be refused yet; after a crash it may come again.
     *
     * @param length bytes of the image that it covers
     * @param value  in wire form, not to be changed
     */
    default void arrived(int partition, RecordKey key, RecordType type, long length, byte[] value) {
    }

    /** The writer's word on an image has come, and may be passed over yet. */
    default void said(int partition, ReceiptKey key, Receipt receipt) {
    }

    /** A record of the interim topic is not what it should be, and was left out. */
    default void refused(int partition, long interimOffset, String why) {
    }
}
