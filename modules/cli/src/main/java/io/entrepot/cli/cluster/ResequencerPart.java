package io.entrepot.cli.cluster;

import io.entrepot.resequencer.Resequencer;

/**
 * A resequencer.
 *
 * @param resequencer not yet started
 */
record ResequencerPart(Resequencer resequencer) implements Part {

    @Override
    public String name() {
        return "resequencer";
    }

    @Override
    public void start(Vigil vigil) {
        resequencer.onFailure(fault -> vigil.fail(fault.getMessage()));
        resequencer.start();
    }

    @Override
    public boolean isReady() {
        return resequencer.isRunning();
    }

    @Override
    public void stop() {
        // It ends while it is closed.
    }

    @Override
    public void close() {
        resequencer.close();
    }
}
