package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicSettingsTest {

    @ParameterizedTest
    @EnumSource
    void noClockDeletesAnything(TopicSettings topic) {
        if (topic == TopicSettings.RECEIPTS || topic == TopicSettings.CONTROL) {
            assertThat(topic.forCreation(Replication.of(3))).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact");
        } else {
            assertThat(topic.forCreation(Replication.of(3))).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                    .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1")
                    .containsEntry(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        }
        assertThat(topic.settings()).allMatch(setting -> setting.allows(setting.value()));
    }

    @Test
    void whatAnExistingTopicIsHeldTo() {
        assertThat(TopicSetting.exact("s", "-1", "w").allows("604800000")).isFalse();
        assertThat(TopicSetting.exact("s", "-1", "w").allows(null)).isTrue();
        assertThat(TopicSetting.atLeast("s", 100, "w").allows("101")).isTrue();
        assertThat(TopicSetting.atLeast("s", 100, "w").allows("99")).isFalse();
        assertThat(TopicSetting.atLeast("s", 100, "w").allows("x")).isFalse();
        assertThat(TopicSetting.atLeast("s", 100, "w").expected()).isEqualTo("at least 100");
        assertThat(TopicSetting.free("s", "100", "w").allows("1")).isTrue();
    }

    @Test
    void aFaultSaysTopicSettingValueAndWhatItShouldBe() {
        TopicException exception = new TopicException(List.of(
                new TopicFault("entrepot.f.interim", "retention.ms", "604800000", "-1", "it is the only copy")));

        assertThat(exception).hasMessage("Topic entrepot.f.interim has retention.ms 604800000, which should be -1,"
                + " because it is the only copy.");
        assertThat(exception.faults()).hasSize(1);
    }
}
