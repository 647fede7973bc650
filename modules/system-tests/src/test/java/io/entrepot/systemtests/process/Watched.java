package io.entrepot.systemtests.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part that serves its figures.
 *
 * @param url ends with a slash
 */
public record Watched(String url) {

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final Pattern FIGURE = Pattern.compile("(?m)^entrepot_\\w+(?=\\{)");

    /** @param part says where, in the line that contains {@code word} */
    public static Watched of(RunningCopy part, String word) {
        Matcher url = URL.matcher(part.awaitLine(line -> line.contains(word) && URL.matcher(line).find()));
        if (!url.find()) {
            throw new IllegalStateException("a line that has a URL has none");
        }
        return new Watched(url.group());
    }

    /** Status and body of what is served at a path, as {@code metrics}. */
    public String get(String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while asking " + url, e);
        }
    }

    /** Waits until it says that it does its work. */
    public Watched ready() {
        RunningCopy.patiently().until(() -> get("health/ready").startsWith("200 "));
        return this;
    }

    /** Names of our figures that are there; of a timer, without what stands behind its name. */
    public Set<String> figures() {
        return FIGURE.matcher(get("metrics")).results().map(MatchResult::group).map(name -> name.replaceFirst("_seconds_(count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
