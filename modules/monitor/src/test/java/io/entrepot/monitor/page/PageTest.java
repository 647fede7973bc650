package io.entrepot.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.monitor.http.HttpAnswer;
import io.entrepot.monitor.http.WatchServer;
import io.entrepot.monitor.page.Board.Piece;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser. bin/test installs it. */
class PageTest {

    /** Of the page's own clock: some questions to the server, and their answers. */
    private static final String BUDGET_MS = "4000";
    private static final long PATIENCE_MINUTES = 5;
    private static final String EVIL = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    @TempDir
    Path directory;
    private final Board board = new Board();
    private WatchServer server;

    @BeforeEach
    void serve() {
        server = WatchServer.start("127.0.0.1", 0, Map.of("/", Page::answer, "/fleet.json", () -> HttpAnswer.json(board.json())));
        board.opened(0, "golden.raw", "g1", 1_000_000);
        board.opened(0, EVIL, "g2", 1_000_000);
        board.came("g1", 0, List.of(new Piece(Fill.FRESH, 900_000, Optional.empty())), 300_000);
        board.came("g2", 0, List.of(new Piece(Fill.KNOWN, 500_000, Optional.of("golden.raw")), new Piece(Fill.ZERO, 300_000, Optional.empty())), 900);
        board.turnBegan(0, "g1");
        board.written("g1", 500_000);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void showsImagesAndWhatTheyShareAndTakesNamesForText() throws Exception {
        // Given
        for (int i = 0; i < 70; i++) {
            board.opened(1, "old-" + i, "o" + i, 1_000);
            board.ended("o" + i, "committed", Optional.empty());
        }

        // When
        String dom = browsed("--dump-dom");

        // Then
        assertThat(dom).contains("golden.raw", "has the turn, 50 %", "900 kB new", "500 kB known (500 kB from golden.raw), 300 kB zero");
        assertThat(dom).contains("70 of 72 images written", "60 of 72 images are shown", "Not shown: 12 written.");
        assertThat(dom).as("J: a name is text").contains("&lt;img src=x onerror=").doesNotContain("<img").doesNotContain("<title>owned");
        assertThat(Files.readString(directory.resolve("browser.log"))).as("J: nothing else is run or loaded")
                .doesNotContain("Content Security Policy", "Uncaught", "Refused to");
    }

    @Test
    void isDrawnForAPhoneAndInTheDarkAsWell() throws Exception {
        // Given
        List<BufferedImage> pictures = new ArrayList<>();

        // When
        for (String[] look : new String[][] {{"--window-size=1200,900"}, {"--window-size=500,900"},
            {"--window-size=1200,900", "--blink-settings=preferredColorScheme=0"}}) {
            Path picture = directory.resolve("picture-" + pictures.size() + ".png");
            List<String> options = new ArrayList<>(List.of(look));
            options.add("--screenshot=" + picture);
            browsed(options.toArray(String[]::new));
            pictures.add(ImageIO.read(picture.toFile()));
        }

        // Then
        assertThat(pictures).allSatisfy(picture -> assertThat(colours(picture)).as("colours of strips").hasSizeGreaterThan(8));
        assertThat(brightness(pictures.get(0))).as("light").isGreaterThan(200);
        assertThat(brightness(pictures.get(2))).as("dark").isLessThan(80);
    }

    @Test
    void mayAskItsOwnServerAndNobodyElse() {
        assertThat(Page.answer().contentSecurityPolicy()).contains("default-src 'none'", "connect-src 'self'", "script-src 'sha256-")
                .doesNotContain("unsafe", "http");
        assertThat(Page.answer().body()).doesNotContain("innerHTML", "http://", "https://", "eval(", "insertAdjacentHTML", "document.write");
    }

    private String browsed(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--disable-dev-shm-usage", "--user-data-dir=" + directory.resolve("profile"), "--enable-logging=stderr",
                "--virtual-time-budget=" + BUDGET_MS));
        command.addAll(List.of(options));
        command.add(server.url());
        Path out = directory.resolve("browser.out");
        Process browser = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(directory.resolve("browser.log").toFile()).start();
        try {
            assertThat(browser.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("the browser ended").isTrue();
        } finally {
            browser.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 3) {
            for (int x = 0; x < picture.getWidth(); x += 3) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours;
    }

    /** Of the corner, where nothing stands. */
    private static int brightness(BufferedImage picture) {
        int rgb = picture.getRGB(2, picture.getHeight() - 3);
        return ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3;
    }
}
