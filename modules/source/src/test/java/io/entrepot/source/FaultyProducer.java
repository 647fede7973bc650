package io.entrepot.source;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Real producers of which one commit in so many times out, before or after it has happened. */
final class FaultyProducer implements AgentParts.Producers, CallHooks {

    private static final String COMMIT = "commitTransaction";

    private final FleetFixture fixture;
    private final int every;
    private final boolean committed;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    /** @param committed whether the commit that times out has happened */
    FaultyProducer(FleetFixture fixture, int every, boolean committed) {
        this.fixture = fixture;
        this.every = every;
        this.committed = committed;
    }

    int faults() {
        return faults.get();
    }

    @Override
    public Producer<byte[], byte[]> open(String transactionalId) {
        return CallHooks.open(fixture.kafka(), transactionalId, this);
    }

    @Override
    public void before(String call) {
        if (call.equals(COMMIT) && commits.incrementAndGet() % every == 0 && !committed) {
            faults.incrementAndGet();
            throw new TimeoutException("made to time out before committing");
        }
    }

    @Override
    public void after(String call) {
        if (call.equals(COMMIT) && commits.get() % every == 0 && committed) {
            faults.incrementAndGet();
            throw new TimeoutException("made to time out after committing");
        }
    }
}
