package org.deltacommons.foundation.federation.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.HttpAnswers;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Fetches another node's card from its address, for whoever is to enter it. Nothing of it is kept;
/// it leads to the page on which a node is entered, with the card filled in.
@Controller
class CardDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CARD_BYTES_MAX = 4_000;

    private final Lane lane;
    private final Refusals refusals;

    CardDesk(Lane lane, Refusals refusals) {
        this.lane = lane;
        this.refusals = refusals;
    }

    /// @param address of the other node, over TLS unless it is on this machine
    @PostMapping("/nodes/cards")
    String fetch(@RequestParam String address, Actor actor, RedirectAttributes next) {
        if (lane.homes().stream().noneMatch(home -> actor.may(Role.SYSTEM_ADMIN, home.code()))) {
            refusals.denied(actor, "node.card", actor.home().code());
            throw new RefusedException(FederationReason.KEYS_FORBIDDEN);
        }
        String card = fetched(Card.address(address));
        Card.read(card);
        next.addAttribute("card", card);
        return "redirect:/open/" + Admitting.NAME + "/enter";
    }

    private static String fetched(URI address) {
        RefusedException nothing =
                new RefusedException(
                        Refusal.of(FederationReason.NO_CARD_THERE, "address", address.toString()));
        try (HttpClient http =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            HttpResponse<byte[]> answer =
                    HttpAnswers.whole(
                            http,
                            HttpRequest.newBuilder(URI.create(address + "/nodes/card"))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.limiting(
                                    HttpResponse.BodyHandlers.ofByteArray(), CARD_BYTES_MAX));
            if (answer.statusCode() != 200) {
                throw nothing;
            }
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            throw nothing;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw nothing;
        }
    }
}
