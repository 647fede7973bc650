package io.entrepot.monitor.page;

import io.entrepot.monitor.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page itself: one file, whose script and style are the only ones that a browser may run in it. */
public final class Page {

    private Page() {
    }

    /** Asks {@code /fleet.json} again and again, and nothing else of anybody. */
    public static HttpAnswer answer() {
        String html = html();
        String policy = "default-src 'none'; script-src '" + hash(between(html, "<script>", "</script>")) + "'; style-src '"
                + hash(between(html, "<style>", "</style>")) + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'";
        return new HttpAnswer(200, "text/html; charset=utf-8", policy, html);
    }

    private static String html() {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
