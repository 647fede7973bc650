package io.entrepot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.FleetTopics;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DestinationsTest {

    @Test
    void areThoseWithBothTopicsOfThisFleet() {
        // Given
        Set<String> topics = Set.of("entrepot.f.interim", "entrepot.f.journal",
                "entrepot.f.berlin.ordered", "entrepot.f.berlin.receipts",
                "entrepot.f.oslo.receipts", "entrepot.f.paris.ordered",
                "entrepot.g.rome.ordered", "entrepot.g.rome.receipts",
                "entrepot.f.a.b.receipts", "entrepot.f..receipts", "entrepot.f.receipts",
                "entrepot.f.berlin.resequencer-images-changelog");

        // When, Then
        assertThat(Destinations.among(topics, new FleetTopics("f"))).containsExactly("berlin");
    }
}
