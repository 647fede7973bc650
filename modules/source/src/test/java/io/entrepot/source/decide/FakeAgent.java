package io.entrepot.source.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Feeds images to deciders in random interleavings, with random ends of transactions, late commits, crashes, stops and
 * images given up.
 */
final class FakeAgent {

    static final DeciderLimits LIMITS = new DeciderLimits(200, 7, 6, 2, 300);

    private final Random random;
    private final FakeFleet fleet;
    private final FakeTopic topic = new FakeTopic();
    private final List<Lane> lanes = new ArrayList<>();
    private Decider decider;

    private final class Lane {
        private final FakeFleet.Image image;
        private final Sending sending;
        private int next;

        private Lane(FakeFleet.Image image) {
            this.image = image;
            Transaction.Part part = topic.points.get(image.head().generation());
            sending = part == null ? Sending.fresh(image.head()) : Sending.resumed(image.head(), part.point(), 0);
            long at = 0;
            while (at < sending.cursor()) {
                at += image.parts().get(next++).length();
            }
            // The agent resumes inside a range of zeros too; the model's ranges are never split.
            if (at != sending.cursor()) {
                throw new AssertionError("C: " + sending.cursor() + " is no end of a part");
            }
        }
    }

    FakeAgent(Random random, FakeFleet fleet) {
        this.random = random;
        this.fleet = fleet;
        restart();
    }

    /** Sends all of it and returns what is on the topic then. */
    FakeTopic run() {
        while (!lanes.isEmpty()) {
            step(lanes.get(random.nextInt(Math.min(4, lanes.size()))));
            if (decider.isFull() || random.nextInt(20) == 0) {
                decider.commit();
            }
            if (random.nextInt(8) == 0) {
                acknowledge();
            }
            if (random.nextInt(150) == 0) {
                topic.crash();
                restart();
            }
            if (random.nextInt(150) == 0) {
                topic.stop(random);
                restart();
            }
            if (lanes.isEmpty()) {
                decider.commit();
                while (acknowledge()) {
                    continue;
                }
            }
        }
        return topic;
    }

    private boolean acknowledge() {
        Transaction transaction = topic.commitOldest();
        if (transaction != null) {
            decider.committed(transaction);
        }
        return transaction != null;
    }

    private void restart() {
        decider = new Decider(LIMITS, topic, () -> new byte[LIMITS.runBytesMax()], topic);
        lanes.clear();
        for (FakeFleet.Image image : fleet.images) {
            if (!topic.isEnded(image.head().generation())) {
                Lane lane = new Lane(image);
                lanes.add(lane);
                decider.open(lane.sending);
            }
        }
    }

    private void step(Lane lane) {
        if (lane.next == lane.image.parts().size()) {
            decider.seal(lane.sending);
            lanes.remove(lane);
        } else if (random.nextInt(200) == 0) {
            decider.abort(lane.sending, "changed");
            lanes.remove(lane);
        } else {
            FakeFleet.Part part = lane.image.parts().get(lane.next++);
            if (part.bytes() == null) {
                decider.zeros(lane.sending, part.length());
            } else {
                decider.block(lane.sending, part.bytes(), 0, part.bytes().length, part.digest());
            }
        }
    }
}
