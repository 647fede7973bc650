package io.entrepot.source.lane;

import io.entrepot.block.Digest;
import io.entrepot.image.Cut;
import io.entrepot.source.cores.Tools;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/**
 * A part of an image in memory: whole blocks, with their digests once a core has been over it, and zeros. Its memory is
 * used again.
 */
public final class Window {

    private final byte[] data;
    private final BlockingQueue<Window> home;
    private List<Cut> cuts = List.of();
    private Digest[] digests = new Digest[0];
    private Throwable failure;
    private volatile boolean ready;

    Window(int bytes, BlockingQueue<Window> home) {
        data = new byte[bytes];
        this.home = home;
    }

    byte[] data() {
        return data;
    }

    void fill(List<Cut> found) {
        cuts = found;
        ready = false;
        failure = null;
        if (digests.length < found.size()) {
            digests = new Digest[found.size()];
        }
    }

    /** Names the blocks; run by a core. */
    void name(Tools tools, Runnable then) {
        try {
            for (int i = 0; i < cuts.size(); i++) {
                digests[i] = cuts.get(i) instanceof Cut.Block block
                        ? tools.digester().digest(data, block.from(), block.blockBytes()) : null;
            }
        } catch (RuntimeException | Error e) {
            // An error as well: nobody waits for a window that is never ready.
            failure = e;
        }
        ready = true;
        then.run();
    }

    boolean isReady() {
        return ready;
    }

    /** Hands the parts over, in order. */
    public void forEach(Consumer consumer) {
        if (failure != null) {
            throw new IllegalStateException("A block could not be named.", failure);
        }
        for (int i = 0; i < cuts.size(); i++) {
            if (cuts.get(i) instanceof Cut.Block block) {
                consumer.block(data, block.from(), block.blockBytes(), digests[i]);
            } else {
                consumer.zeros(cuts.get(i).length());
            }
        }
    }

    /** Gives the memory back. The parts must not be used any more. */
    public void release() {
        cuts = List.of();
        home.add(this);
    }

    /** Takes the parts of a window. */
    public interface Consumer {

        /** A block; its bytes stay as they are until the window is given back. */
        void block(byte[] data, int from, int length, Digest digest);

        /** Zeros. */
        void zeros(long length);
    }
}
