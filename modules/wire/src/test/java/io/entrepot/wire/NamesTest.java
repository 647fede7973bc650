package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of images, fleets and destinations, and text made fit for records. */
class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.raw", "rack 1/büro/disk…0.qcow2", "a/b/c", "-", "~", "a\\b", "con", "x:y", "🚢/v"})
    void aRelativePathIsAName(String name) throws Exception {
        assertThat(ImageNames.check(name)).isEqualTo(name);
        assertThat(ImageNames.fault(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", ".hidden", "a/.partial",
        "a\0b", "\ud83d", "a/\udc00"})
    void anythingThatCouldLeadElsewhereIsNone(String name) {
        assertThatThrownBy(() -> ImageNames.check(name)).isInstanceOf(WireException.class)
                .hasMessageStartingWith("The image name \"").hasMessageEndingWith(".");
    }

    @Test
    void lengthsAreCountedInBytes() {
        assertThat(ImageNames.fault("ü".repeat(127))).isNull();
        assertThat(ImageNames.fault("ü".repeat(128))).isEqualTo("has a segment of more than 255 bytes");
        assertThat(ImageNames.fault("a/".repeat(511) + "aa")).isNull();
        assertThat(ImageNames.fault("ü/".repeat(341) + "a")).isNull();
        assertThat(ImageNames.fault("ü/".repeat(341) + "ü")).isEqualTo("has more than 1024 bytes");
        assertThat(ImageNames.fault("a".repeat(1 << 20))).isEqualTo("has more than 1024 bytes");
        assertThat(ImageNames.fault(null)).isEqualTo("is empty");
    }

    @Test
    void bytesAreCountedAsTheEncoderCountsThem() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            int[] points = random.ints(random.nextInt(9), 0, 0x110000).toArray();
            String text = new String(points, 0, points.length);
            boolean proper = text.codePoints().noneMatch(p -> p >= 0xd800 && p < 0xe000);
            assertThat(Texts.utf8Bytes(text)).isEqualTo(proper ? text.getBytes(StandardCharsets.UTF_8).length : -1);
        }
    }

    @Test
    void aHostileNameIsShownOnOneShortLine() {
        assertThatThrownBy(() -> ImageNames.check(".\u001b[31m\n\u202e" + "x".repeat(900)))
                .hasMessageStartingWith("The image name \".\ufffd[31m\ufffd\ufffdxxx")
                .message().hasSizeLessThan(250);
    }

    @Test
    void topicsAndGroupsOfAFleet() {
        FleetTopics topics = new FleetTopics("fleet-1");

        assertThat(topics.interim()).isEqualTo("entrepot.fleet-1.interim");
        assertThat(topics.journal()).isEqualTo("entrepot.fleet-1.journal");
        assertThat(topics.control()).isEqualTo("entrepot.fleet-1.control");
        assertThat(topics.ordered("here")).isEqualTo("entrepot.fleet-1.here.ordered");
        assertThat(topics.receipts("here")).isEqualTo("entrepot.fleet-1.here.receipts");
        assertThat(topics.applicationId("here")).isEqualTo("entrepot.fleet-1.here.resequencer");
        assertThat(topics.writerGroup("here")).isEqualTo("entrepot.fleet-1.here.writer");
        assertThat(topics.agentTransactionalId("a")).isEqualTo("entrepot.fleet-1.agent.a");
        assertThat(topics.writerTransactionalId("here", 3)).isEqualTo("entrepot.fleet-1.here.writer.3");
    }

    @Test
    void theLongestNamesLeaveRoomForAChangelog() {
        String part = "x".repeat(Limits.TOPIC_PART_CHARS_MAX);

        assertThat(new FleetTopics(part).applicationId(part) + "-a-store-of-a-long-name-v1-changelog")
                .hasSizeLessThan(249);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a.b", "a_b", "-a", "a b", "ä", "a\n",
        "x1234567890123456789012345678901234567890123456789012345678901234"})
    void aPartOfATopicsNameIsPlain(String part) {
        assertThatThrownBy(() -> new FleetTopics(part)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The fleet name \"")
                .hasMessageContaining("lower-case letters, digits and hyphens");
        assertThatThrownBy(() -> new FleetTopics("f").ordered(part)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The destination name \"");
    }

    @Test
    void reasonsAreMadeFit() throws Exception {
        for (String text : new String[] {"x".repeat(9_000), "ü".repeat(9_000), "🚢".repeat(9_000), "a\ud800b", null}) {
            String fit = Reasons.fit(text);
            assertThat(Texts.utf8Bytes(fit)).isBetween(0, Limits.REASON_BYTES_MAX);
            Rules.check(new ImageAborted(fit, null));
        }
        assertThat(Reasons.fit("no space left")).isEqualTo("no space left");
        assertThat(Reasons.fit("a\ud800b")).isEqualTo("a\ufffdb");
        assertThat(Reasons.fit("🚢".repeat(2_000))).endsWith("🚢…").hasSizeGreaterThan(2_000);
    }
}
