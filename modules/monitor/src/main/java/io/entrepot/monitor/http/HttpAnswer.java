package io.entrepot.monitor.http;

/**
 * What is answered.
 *
 * @param status                HTTP's
 * @param contentType           of the body
 * @param contentSecurityPolicy what a browser may do with it
 * @param body                  as text
 */
public record HttpAnswer(int status, String contentType, String contentSecurityPolicy, String body) {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    public static HttpAnswer text(int status, String body) {
        return new HttpAnswer(status, "text/plain; charset=utf-8", NOTHING, body);
    }

    public static HttpAnswer json(String body) {
        return new HttpAnswer(200, "application/json", NOTHING, body);
    }

    /** In the form that Prometheus scrapes. */
    public static HttpAnswer metrics(String body) {
        return new HttpAnswer(200, "text/plain; version=0.0.4; charset=utf-8", NOTHING, body);
    }

    public static HttpAnswer of(Health.Answer answer) {
        return text(answer.well() ? 200 : 503, answer.words());
    }
}
