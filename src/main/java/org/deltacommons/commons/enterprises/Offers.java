package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.RuleTable;
import org.deltacommons.foundation.rulebook.RuleTopic;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the programmes in force somewhere would give, for pages and the API. Decides nothing.
@Component
class Offers {

    private final GroupLane lane;
    private final RuleTable table;
    private final Rules rules;
    private final Enterprises enterprises;
    private final Words words;

    Offers(GroupLane lane, RuleTable table, Rules rules, Enterprises enterprises, Words words) {
        this.lane = lane;
        this.table = table;
        this.rules = rules;
        this.enterprises = enterprises;
        this.words = words;
    }

    /// @param enterprise on record, or made from what a visitor typed
    /// @param where whose programmes: the division of registration, or a team's incubator's
    List<Offer> of(
            Enterprise enterprise,
            DivisionCode where,
            LocalDate on,
            @Nullable ServiceClass service,
            @Nullable Money contract) {
        return lane.read(
                where.province(),
                rows -> {
                    List<Offer> offers = new ArrayList<>();
                    for (RuleTable.InForce found : table.applying(where, on)) {
                        String topic = found.rule().topic();
                        if (!RuleTopic.Of.covers(VoucherRule.class, topic)) {
                            continue;
                        }
                        DivisionCode issuer = found.rule().division();
                        Optional<Applied<VoucherRule>> rule =
                                rules.at(rows, VoucherRule.class, topic, issuer, on);
                        rule.ifPresent(applied ->
                                offers.add(
                                        Offer.of(
                                                VoucherRule.programme(topic),
                                                issuer,
                                                applied,
                                                enterprises
                                                        .at(rows, issuer, on)
                                                        .judge(
                                                                enterprise,
                                                                applied.value(),
                                                                issuer,
                                                                on),
                                                enterprise.isTeam(),
                                                service,
                                                contract)));
                    }
                    return offers;
                });
    }

    /// One programme's answer as a section of a page.
    Section section(Offer offer) {
        VoucherRule rule = offer.rule().value();
        List<Entry> lines = new ArrayList<>();
        lines.add(
                Entry.link(
                                "enterprises.offer.programme",
                                words.english() ? rule.nameEn() : rule.nameZh(),
                                "/rules/%s/%s"
                                        .formatted(
                                                VoucherRule.topic(offer.programme()),
                                                offer.issuer().value()))
                        .from(offer.rule().version().source())
                        .noted(offer.rule().isExample() ? words.say("rulebook.example") : null));
        offer.conditions().forEach(condition -> lines.add(condition.entry(words)));
        lines.add(
                Entry.of(
                        "enterprises.offer.ceiling",
                        offer.ceiling() == null
                                ? Phrase.of("rulebook.line.team-not")
                                : offer.ceiling()));
        if (offer.amount() != null) {
            lines.add(
                    Entry.of("enterprises.offer.amount", offer.amount())
                            .noted(words.say("enterprises.offer.amount.note")));
        }
        return Section.of("enterprises.verdict." + offer.verdict(), lines)
                .introduced(words.say("enterprises.verdict." + offer.verdict() + ".todo"));
    }

    /// The same for machines.
    Map<String, Object> item(Offer offer) {
        Map<String, Object> item = new HashMap<>();
        item.put("programme", offer.programme());
        item.put("issuer", offer.issuer().value());
        item.put("nameZh", offer.rule().value().nameZh());
        item.put("nameEn", offer.rule().value().nameEn());
        item.put("verdict", offer.verdict());
        item.put("rule", offer.rule().version());
        item.put("example", offer.rule().isExample());
        item.put("ceilingFen", offer.ceiling() == null ? null : offer.ceiling().fen());
        item.put("amountFen", offer.amount() == null ? null : offer.amount().fen());
        item.put("conditions", offer.conditions().stream().map(this::told).toList());
        return item;
    }

    private Map<String, Object> told(Condition condition) {
        Map<String, Object> told = new HashMap<>();
        told.put("kind", condition.kind());
        told.put("check", condition.check());
        told.put("found", words.say(condition.sentence()));
        told.put("todo", condition.isMet() ? null : words.say(condition.remedy()));
        told.put("source", condition.source());
        told.put("asOf", condition.asOf());
        told.put("rule", condition.rule());
        return told;
    }
}
