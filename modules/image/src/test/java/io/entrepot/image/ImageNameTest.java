package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant J: a name never leads outside the root, nor to what is not an image. */
class ImageNameTest {

    private static final String GENERATION = "0b3c5a0e-1111-4222-8333-444455556666";

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/../b", ".hidden", "a/.hidden",
        ".entrepot/lock", "a\0b", "\ud800"})
    void isRefused(String name) {
        assertThatThrownBy(() -> new ImageName(name)).as("J").isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be the name of an image");
    }

    @Test
    void isBounded() {
        assertThat(new ImageName("ü".repeat(127) + "/" + "a".repeat(255)).directories()).hasSize(1);
        assertThatThrownBy(() -> new ImageName("ü".repeat(128))).hasMessageContaining("longer than 255 bytes");
        assertThatThrownBy(() -> new ImageName("a/".repeat(512) + "a")).hasMessageContaining("longer than 1024 bytes");
    }

    @Test
    void hasDirectoriesAndAFile() {
        var name = new ImageName("dc 1/rack/web server.raw");
        assertThat(name.directories()).isEqualTo(List.of("dc 1", "rack"));
        assertThat(name.fileName()).isEqualTo("web server.raw");
        assertThat(name.partialName(GENERATION)).isEqualTo(".web server.raw." + GENERATION + ".partial");
    }

    @Test
    void partialNamesFitAndAreToldFromOthers() {
        for (String file : List.of("a", "a.b", "x".repeat(255), "x".repeat(254) + "y", "ü".repeat(127))) {
            var name = new ImageName(file);
            String partial = name.partialName(GENERATION);
            assertThat(partial.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
            assertThat(name.isPartialName(partial)).isTrue();
            assertThat(new ImageName("other").isPartialName(partial)).isFalse();
            assertThat(name.isPartialName(file)).isFalse();
        }
        assertThat(new ImageName("a").isPartialName(new ImageName("a.b").partialName(GENERATION))).isFalse();
        assertThat(new ImageName("x".repeat(255)).partialName(GENERATION))
                .isNotEqualTo(new ImageName("x".repeat(254) + "y").partialName(GENERATION));
    }

    @Test
    void generationsAreNotTrustedEither() {
        assertThatThrownBy(() -> new ImageName("a").partialName("../b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ImageName("a").partialName("")).isInstanceOf(IllegalArgumentException.class);
    }
}
