package io.entrepot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RegistryFaultsTest {

    @Test
    void credentialsAreNotRepeatedWhateverStandsInThem() {
        // Given
        var faults = new RegistryFaults("http://me:pa/ss@one:8081/path,https://you:s,e@cret@two,http://three/p");

        // When
        String sentence = faults.unreachable(new IOException("no")).getMessage();

        // Then
        assertThat(sentence).contains("at http://one:8081/path,https://two,http://three/p (");
    }
}
