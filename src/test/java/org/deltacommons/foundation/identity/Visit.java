package org.deltacommons.foundation.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One browser at one running server: keeps cookies, fills in the CSRF token.
final class Visit {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String root;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    Visit(int port, HttpClient.Redirect redirects) {
        this.root = "http://localhost:" + port;
        this.client =
                HttpClient.newBuilder().cookieHandler(cookies).followRedirects(redirects).build();
    }

    static Visit at(int port) {
        return new Visit(port, HttpClient.Redirect.NEVER);
    }

    HttpResponse<String> get(String path) {
        String address = path.startsWith("http") ? path : root + path;
        return send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "text/html,application/json")
                        .header("User-Agent", "Test Browser")
                        .build());
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        return postTo(URI.create(root + path), fields, headers);
    }

    HttpResponse<String> postTo(URI address, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("Accept", "text/html,application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// Posts a form found on a page: with its token and its hidden fields.
    HttpResponse<String> submit(String page, String path, Map<String, String> fields) {
        String body = get(page).body();
        Map<String, String> all = new java.util.LinkedHashMap<>(fields);
        hidden(body, "key").ifPresent(key -> all.putIfAbsent("key", key));
        all.put("_csrf", token(body));
        return post(path, all);
    }

    static Optional<String> hidden(String body, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(body);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static String token(String body) {
        Matcher found = CSRF.matcher(body);
        if (!found.find()) {
            throw new AssertionError("no form on the page: " + body);
        }
        return found.group(1);
    }

    HttpResponse<String> signIn(String username, String password) {
        return submit("/sign-in", "/sign-in", Map.of("username", username, "password", password));
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    void take(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(root), cookie);
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
