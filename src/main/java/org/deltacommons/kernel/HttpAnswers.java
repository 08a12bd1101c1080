package org.deltacommons.kernel;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers over HTTP with a term for the whole of them. The client's own term ends where an answer
/// begins: who stops in the middle of one would be waited for for ever.
public final class HttpAnswers {

    /// What an answer may take from its first byte to its last. Only whoever has gone away in the
    /// middle of it takes longer.
    private static final Duration BODY_MAX = Duration.ofSeconds(60);

    private HttpAnswers() {}

    /// Sends a request and waits for the whole answer.
    ///
    /// @param request with a term of its own, within which the answer must have begun
    /// @throws HttpTimeoutException if it has not ended 60 s after that term
    public static <T> HttpResponse<T> whole(
            HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return whole(client, request, body, BODY_MAX);
    }

    static <T> HttpResponse<T> whole(
            HttpClient client,
            HttpRequest request,
            HttpResponse.BodyHandler<T> body,
            Duration bodyMax)
            throws IOException, InterruptedException {
        Duration term = request.timeout().orElseThrow().plus(bodyMax);
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return answer.get(term.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("the answer has not ended within " + term);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException silent -> throw silent;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IOException(failed);
            }
        } finally {
            // Ends the exchange where it was given up.
            answer.cancel(true);
        }
    }
}
