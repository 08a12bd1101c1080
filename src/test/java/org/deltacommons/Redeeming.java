package org.deltacommons;

import static org.deltacommons.CaseForms.fields;

import java.util.Locale;
import java.util.Map;

/// How a journey's officials bring a claim of March at Ma'anshan from its check to its payment.
final class Redeeming {

    static final String BATCH = "red-mas-2026-202603";

    /// Takes an action of a case in the browser, as one of the people.
    interface People {
        void act(
                String username,
                String procedure,
                String id,
                String action,
                Map<String, Object> fields);
    }

    private Redeeming() {}

    /// Up to the public notice of the batch.
    static void publish(People people, String claim) {
        people.act(
                "mas.officer",
                "claim",
                claim,
                "pass",
                fields("taxVerified", "true", "unrelatedVerified", "true", "note", "已核对原件"));
        people.act("mas.officer", "redemption", BATCH, "publish", fields());
    }

    /// After the notice.
    static void pay(People people, String claim) {
        people.act("mas.officer", "redemption", BATCH, "capture", fields());
        people.act(
                "mas.officer",
                "redemption",
                BATCH,
                "request",
                fields("budgetItem", "2060404 应用技术研究与开发"));
        people.act(
                "shence.manager",
                "account-request",
                "acr-" + claim,
                "give",
                fields("holder", "示例·申浦大学", "bank", "示例银行", "account", "6222020200000000000"));
        people.act("mas.treasury", "redemption", BATCH, "approve", fields());
        people.act(
                "mas.treasury",
                "redemption",
                BATCH,
                "results",
                fields("lines", claim.toUpperCase(Locale.ROOT) + "-1,OK,2026-03-24"));
    }
}
