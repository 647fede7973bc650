package io.entrepot.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFaultTest {

    @TempDir
    private Path temp;

    @Test
    void whatFleetsOfOthersLieInIsMovedAsideAndNotRemoved() {
        assertThat(new BrokerFault(temp, false).sentence("why")).contains("stopped: why. Run", "remove the interim directory");
        assertThat(new BrokerFault(temp, true).sentence("why")).contains("stopped: why. Run", "move them aside").doesNotContain("remove", "interim");
    }
}
