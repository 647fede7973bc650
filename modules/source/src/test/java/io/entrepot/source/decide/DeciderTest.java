package io.entrepot.source.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import io.entrepot.image.Fingerprint;
import io.entrepot.wire.KnownRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private static final int BLOCK = 10;

    private final List<Outgoing> sent = new ArrayList<>();
    private final List<Transaction> ended = new ArrayList<>();
    private Transaction transaction = new Transaction();
    private final Decider decider = new Decider(new DeciderLimits(1000, 100, 100, 10, 1000), (partition, digest) ->
            null,
            () -> new byte[1000], new Outlet() {
                @Override
                public void send(Outgoing record) {
                    sent.add(record);
                    transaction.add(record);
                }

                @Override
                public void commit() {
                    ended.add(transaction);
                    transaction = new Transaction();
                }
            });

    @Test
    void referencesToConsecutiveBlocksOfOneCarrierAreOneRun() {
        // Given
        Sending first = opened("first", 0, 4 * BLOCK);
        Sending second = opened("second", 0, 4 * BLOCK);
        blocks(first, 1, 2, 3, 4);

        // When
        blocks(second, 1, 2, 3, 4);
        decider.seal(second);

        // Then: the run of the first goes out before what refers to it, though the first has not ended
        assertThat(sent.get(2)).isInstanceOf(Outgoing.New.class);
        Outgoing.Known known = (Outgoing.Known) sent.get(3);
        assertThat(known.value().getExtents()).hasSize(1);
        assertThat(((KnownRun) known.value().getExtents().get(0)).getLengths()).hasSize(4);
    }

    @Test
    void blocksOfAnotherPartitionDoNotCount() {
        Sending first = opened("first", 0, BLOCK);
        Sending second = opened("second", 1, BLOCK);

        blocks(first, 1);
        blocks(second, 1);
        decider.seal(first);
        decider.seal(second);

        assertThat(sent.stream().filter(Outgoing.New.class::isInstance)).hasSize(2);
    }

    @Test
    void anEmptyImageIsOpenedAndSealed() {
        Sending empty = opened("empty", 0, 0);

        decider.seal(empty);

        assertThat(sent).hasExactlyElementsOfTypes(Outgoing.Opened.class, Outgoing.Sealed.class);
    }

    @Test
    void whatIsPendingStaysOverTheEndOfATransactionUnlessItsImageStandsStill() {
        Sending image = opened("image", 0, 3 * BLOCK);
        blocks(image, 1);
        decider.commit();
        assertThat(sent).hasSize(1);
        assertThat(ended.get(0).parts().iterator().next().point().cursor()).isZero();

        decider.commit();

        assertThat(sent).hasSize(2);
        assertThat(ended.get(1).parts().iterator().next().point().cursor()).isEqualTo(BLOCK);
    }

    @Test
    void zerosThatComeSlowlyAreHeardOfWithEachSecondTransaction() {
        // Given
        Sending image = opened("image", 0, 9 * BLOCK);
        decider.zeros(image, BLOCK);
        decider.commit();
        assertThat(sent).hasExactlyElementsOfTypes(Outgoing.Opened.class);

        // When
        decider.zeros(image, BLOCK);
        decider.commit();

        // Then
        assertThat(sent).hasExactlyElementsOfTypes(Outgoing.Opened.class, Outgoing.Known.class);
        assertThat(ended.get(1).parts().iterator().next().point().cursor()).isEqualTo(2 * BLOCK);

        // When
        decider.zeros(image, BLOCK);
        decider.commit();
        decider.zeros(image, BLOCK);
        decider.commit();

        // Then
        assertThat(sent).hasSize(3);
        assertThat(ended.get(2).parts().iterator().next().point().cursor()).isEqualTo(4 * BLOCK);
    }

    @Test
    void anEmptyTransactionIsNotCommitted() {
        decider.commit();

        assertThat(ended).isEmpty();
    }

    @Test
    void moreThanTheImageHoldsIsRefused() {
        Sending image = opened("image", 0, BLOCK);

        assertThatThrownBy(() -> decider.zeros(image, BLOCK + 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> decider.seal(image)).isInstanceOf(IllegalStateException.class);
    }

    private Sending opened(String name, int partition, long size) {
        var head = new ImageHead(new Generation(name, "id-" + name), partition, size, 0, 0644, 1, 1,
                new Fingerprint(size, 1, 1, 1, 1));
        Sending sending = Sending.fresh(head);
        decider.open(sending);
        return sending;
    }

    private void blocks(Sending sending, int... contents) {
        for (int content : contents) {
            byte[] bytes = new byte[BLOCK];
            bytes[0] = (byte) content;
            Digest digest = new Digester().digest(bytes, 0, BLOCK);
            decider.block(sending, bytes, 0, BLOCK, digest);
        }
    }
}
