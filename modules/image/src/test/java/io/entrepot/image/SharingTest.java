package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharingTest {

    private static final int LENGTH = Sharing.SHARE_BYTES_MIN;

    @Test
    void onlyWholePagesAreShared() {
        assertThat(Sharing.isShareable(0, 4096, LENGTH)).isTrue();
        assertThat(Sharing.isShareable(1L << 50, 4096L * 3, LENGTH + 4096)).isTrue();
        assertThat(Sharing.isShareable(512, 4096, LENGTH)).as("source within a page").isFalse();
        assertThat(Sharing.isShareable(0, 4095, LENGTH)).as("target within a page").isFalse();
        assertThat(Sharing.isShareable(0, 0, LENGTH + 1)).as("length").isFalse();
    }

    @Test
    void shortRangesAreNot() {
        assertThat(Sharing.isShareable(0, 0, LENGTH - 4096)).isFalse();
        assertThat(Sharing.isShareable(0, 0, 0)).as("to the kernel a length of 0 means: to the end").isFalse();
    }
}
