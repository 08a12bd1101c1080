package org.deltacommons.surface.notices;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.HttpAnswers;

/// Posts notices to a gateway that sends them on as SMS or in a messenger.
///
/// Each request carries `Delta-Delivery` (the same at each attempt, so that a gateway can drop what
/// it has) and `Delta-Signature: t=<seconds>,v1=<hex>`, where the hex is HMAC-SHA256 with the
/// gateway's secret over `<seconds>.<body>`. A receiver refuses what is older than five minutes.
/// Any status of 2xx is a receipt; 410 stops the delivery for good; all else is tried again.
final class WebhookChannel implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int GONE = 410;

    private final NoticeSettings.Gateway gateway;
    private final Clock clock;
    private final HttpClient client;

    WebhookChannel(NoticeSettings.Gateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        // A gateway that moved is configured anew; a redirect would carry the
                        // notice to who knows where.
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public boolean takes(NoticeKind kind) {
        return gateway.kinds().isEmpty() || gateway.kinds().contains(kind);
    }

    @Override
    public boolean reaches(Recipient recipient) {
        return recipient.phone() != null;
    }

    @Override
    public void send(Outgoing notice) throws DeliveryFailed {
        String body = Json.text(body(notice));
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request =
                HttpRequest.newBuilder(gateway.url())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Delta-Delivery", Long.toString(notice.id()))
                        .header(
                                "Delta-Signature",
                                "t=" + seconds + ",v1=" + sign(gateway.secret(), seconds, body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        int status = status(request);
        if (status / 100 == 2) {
            return;
        }
        throw status == GONE
                ? DeliveryFailed.forGood("HTTP " + status)
                : DeliveryFailed.forNow("HTTP " + status);
    }

    private int status(HttpRequest request) throws DeliveryFailed {
        try {
            return HttpAnswers.whole(client, request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failed) {
            throw DeliveryFailed.forNow(failed.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw DeliveryFailed.forNow("stopped");
        }
    }

    private static Map<String, Object> body(Outgoing notice) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("delivery", notice.id());
        body.put("kind", notice.kind().name());
        body.put("phone", notice.to().phone());
        body.put("language", notice.to().language().getLanguage());
        body.put("text", notice.text());
        body.put("link", notice.link());
        body.put("at", notice.at().toString());
        return body;
    }

    /// @return hexadecimal
    static String sign(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = (seconds + "." + body).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
