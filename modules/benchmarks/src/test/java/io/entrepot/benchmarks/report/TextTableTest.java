package io.entrepot.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void alignsNamesLeftAndFiguresRight() {
        TextTable table = new TextTable("", "s", "MB").row("copy", "1.50", "").row("a", "12.0", "1,234");

        assertThat(table.lines()).containsExactly("         s     MB", "copy  1.50", "a     12.0  1,234");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> new TextTable("a", "b").row("c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesThreeDigits() {
        assertThat(Figures.digits(0.456)).isEqualTo("0.46");
        assertThat(Figures.digits(45.67)).isEqualTo("45.7");
        assertThat(Figures.megabytes(4_567_800_000.0)).isEqualTo("4,568");
    }
}
