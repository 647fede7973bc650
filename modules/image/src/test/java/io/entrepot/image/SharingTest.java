package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharingTest {

    @Test
    void onlyWholePagesAreShared() {
        assertThat(Sharing.isAligned(0, 4096, 8192)).isTrue();
        assertThat(Sharing.isAligned(1L << 50, 4096L * 3, 4096)).isTrue();
        assertThat(Sharing.isAligned(512, 4096, 4096)).as("source within a page").isFalse();
        assertThat(Sharing.isAligned(0, 4095, 4096)).as("target within a page").isFalse();
        assertThat(Sharing.isAligned(0, 0, 4097)).as("length").isFalse();
        assertThat(Sharing.isAligned(0, 0, 0)).as("to the kernel a length of 0 means: to the end").isFalse();
    }
}
