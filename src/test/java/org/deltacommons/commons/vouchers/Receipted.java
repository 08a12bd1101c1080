package org.deltacommons.commons.vouchers;

import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.Signed;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/// Somebody who asks the API for receipts and checks them with what a node publishes of its keys.
final class Receipted {

    private final MockMvc web;
    private final Actor actor;

    Receipted(Theatre theatre, Province home, String who) {
        this.web =
                MockMvcBuilders.webAppContextSetup((WebApplicationContext) theatre.at(home))
                        .apply(springSecurity())
                        .build();
        this.actor = theatre.actor(who);
    }

    private MockHttpServletResponse ask(String address) throws Exception {
        return web.perform(get(address).with(Signed.as(actor))).andReturn().getResponse();
    }

    private static String list(String procedure, String id) {
        return "/api/v1/cases/%s/%s/receipts".formatted(procedure, id);
    }

    int status(String procedure, String id) throws Exception {
        return ask(list(procedure, id)).getStatus();
    }

    /// Those of every fact about the case; a fact of a moment ago is signed a moment later.
    List<String> receipts(String procedure, String id) throws Exception {
        List<String> receipts = new ArrayList<>();
        JsonNode items = Json.parse(text(ask(list(procedure, id)))).get("items");
        for (JsonNode item : items) {
            String address = item.get("receipt").asString();
            await().until(() -> ask(address).getStatus() == 200);
            receipts.add(text(ask(address)));
        }
        return receipts;
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    /// With the keys of every home that the node hosts.
    boolean verdict(String receipt) throws Exception {
        StringBuilder published = new StringBuilder();
        for (Province one : Province.values()) {
            MockHttpServletResponse keys = ask("/feeds/%s/keys".formatted(one.code()));
            if (keys.getStatus() == 200) {
                published.append(text(keys));
            }
        }
        return Receipts.check(
                        receipt.getBytes(StandardCharsets.UTF_8),
                        TrustedKeys.parse(published.toString()).orElseThrow())
                .valid();
    }
}
