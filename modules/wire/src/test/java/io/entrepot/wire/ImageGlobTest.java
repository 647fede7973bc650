package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGlobTest {

    private static final String PIECES = "a b c * ** ? { , } [ab] [!a-b] / \\* x";

    /** The platform's own matcher is the model. */
    @Test
    void itMatchesWhatThePlatformsDoes() {
        Random random = new Random(7);
        String[] pieces = PIECES.split(" ");
        int compared = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder glob = new StringBuilder();
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                glob.append(pieces[random.nextInt(pieces.length)]);
            }
            // Where three stars stand together, or alternatives are empty, the platform's is undecided itself.
            if (glob.toString().contains("***") || glob.toString().matches(".*(\\{|,)(,|}).*")) {
                continue;
            }
            StringBuilder name = new StringBuilder("a");
            for (int n = random.nextInt(5); n > 0; n--) {
                name.append("abcx/".charAt(random.nextInt(5)));
            }
            if (name.indexOf("//") >= 0 || name.charAt(name.length() - 1) == '/') {
                continue;
            }
            PathMatcher model;
            try {
                model = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (PatternSyntaxException e) {
                assertThatThrownBy(() -> ImageGlob.of(glob.toString())).as("%s", glob).isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            assertThat(ImageGlob.of(glob.toString()).matches(name.toString())).as("%s against %s", glob, name)
                    .isEqualTo(model.matches(Path.of(name.toString())));
            compared++;
        }
        assertThat(compared).isGreaterThan(2_000);
    }

    @Test
    @Timeout(600)
    void aPatternMadeToTakeForEverDoesNot() {
        String name = "a".repeat(255);

        assertThat(ImageGlob.of("*a".repeat(400) + "b").matches(name)).as("I, J").isFalse();
        assertThat(ImageGlob.of("{a,*}".repeat(200) + "b").matches(name)).as("I, J").isFalse();
        assertThat(ImageGlob.of("**".repeat(512)).matches(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{a", "[a", "[", "[b-a]", "a\\", "{a{b}}", "\ud800"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> ImageGlob.of(text)).isInstanceOf(IllegalArgumentException.class)
                .message().endsWith(".").hasSizeLessThan(300);
    }
}
