package io.entrepot.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerDirectivesTest {

    @Test
    void theLaunchersFileIsUnderstood() {
        assertThat(CompilerDirectives.heed("../../bin/compiler-directives.json")).contains("2 compiler directives added");
    }

    @Test
    void aFileThatIsNotThereChangesNothing() {
        assertThat(CompilerDirectives.heed("no-such-file.json")).contains("Could not load");
    }
}
