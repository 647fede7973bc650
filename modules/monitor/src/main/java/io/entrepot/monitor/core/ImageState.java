package io.entrepot.monitor.core;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A generation of an image, as one destination sees it.
 *
 * @param image          the image
 * @param generation     its sending
 * @param newest         whether no newer sending of the image is known
 * @param partition      it lives on
 * @param ordinal        interim offset of its opening
 * @param agent          that sends it; empty when the journal does not say any more
 * @param stage          where it is
 * @param sizeBytes      holes included; empty when the journal does not say any more
 * @param sentBytes      published, from its start
 * @param newBytes       of these, new
 * @param knownBytes     of these, known
 * @param zeroBytes      of these, zero
 * @param writtenBytes   durable at the destination, from its start
 * @param turn           the last turn it had; 0 for none
 * @param sendRate       bytes published a second, lately
 * @param writeRate      bytes written a second, lately
 * @param secondsLeft    until it is written, or, before its turn, sent; empty while nothing can be said
 * @param waitingRecords records of new blocks that were sent and are not written, estimated where it is written in part
 * @param waitingBytes   that were sent and are not written, but for zeros
 * @param waitingSinceMs when the oldest of them was sent, milliseconds since the epoch, or up to a 32nd of the sending earlier; empty when
 *                       none waits
 * @param saidMs         when anything was said of it last, milliseconds since the epoch
 * @param receiptMs      when the destination said anything of it last, milliseconds since the epoch; empty for never
 * @param silentMs       milliseconds for which its agent has said nothing, when that is too long; else empty
 * @param why            it failed, was aborted or superseded
 */
public record ImageState(String image, String generation, boolean newest, int partition, long ordinal, Optional<String> agent,
                         Stage stage, OptionalLong sizeBytes, long sentBytes, long newBytes, long knownBytes, long zeroBytes,
                         long writtenBytes, int turn, double sendRate, double writeRate, OptionalLong secondsLeft,
                         long waitingRecords, long waitingBytes, OptionalLong waitingSinceMs, long saidMs, OptionalLong receiptMs,
                         OptionalLong silentMs, Optional<String> why) {

    /** Bytes that were published; all of an image of which the journal no longer tells. */
    public long publishedBytes() {
        return agent.isPresent() ? sentBytes : knownSizeBytes();
    }

    /** Bytes of the image as far as they are known. */
    public long knownSizeBytes() {
        return sizeBytes.orElse(Math.max(sentBytes, writtenBytes));
    }
}
