package io.entrepot.source;

import io.entrepot.block.Digest;
import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.lane.Window;

/** Hands what was read of an image to the decider. */
record Deciding(Decider decider, Sending sending) implements Window.Consumer {

    @Override
    public void block(byte[] data, int from, int length, Digest digest) {
        decider.block(sending, data, from, length, digest);
    }

    @Override
    public void zeros(long length) {
        decider.zeros(sending, length);
    }
}
