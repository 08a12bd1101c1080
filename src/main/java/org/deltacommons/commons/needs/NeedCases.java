package org.deltacommons.commons.needs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.needs.Need.Line;
import org.deltacommons.commons.needs.Need.Received;
import org.deltacommons.commons.needs.Need.Standing;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the cases of a need and of an answer show besides what their declarations say.
@Configuration(proxyBeanMethods = false)
class NeedCases {

    @Bean
    CasePage<Need> needCasePage(Words words) {
        return new CasePage<>() {
            @Override
            public Class<Need> type() {
                return Need.class;
            }

            @Override
            public List<Section> sections(Need need, Actor actor) {
                List<Section> all = new ArrayList<>();
                all.add(
                        Section.of(
                                "needs.section.need",
                                Entry.written("needs.sentence", need.sentence()),
                                Entry.of("needs.detail", blankAsNull(need.detail())),
                                Entry.of("needs.firm", need.firmName()),
                                Entry.of("needs.budget", need.budget()),
                                Entry.of("needs.wanted-by", need.wantedBy()),
                                Entry.of("needs.city", need.city()),
                                Entry.of(
                                        "needs.named",
                                        words.say(
                                                need.named()
                                                        ? "needs.named.yes"
                                                        : "needs.named.no")),
                                Entry.of(
                                        "needs.visitors",
                                        words.say(
                                                need.visitors()
                                                        ? "needs.visitors.yes"
                                                        : "needs.visitors.no")),
                                Entry.link(
                                        "needs.posting",
                                        words.say("needs.posting.look"),
                                        "/needs/" + need.id())));
                need.answers().forEach(one -> all.add(answer(need, one, words)));
                return all;
            }

            @Override
            public Map<String, List<Option>> options(String action, Need need) {
                return switch (action) {
                    case "accept", "ask" ->
                            Map.of(
                                    "answer",
                                    need.answers().stream()
                                            .filter(Received::isOffered)
                                            .map(one -> new Option(one.answer(), label(one)))
                                            .toList());
                    default -> Map.of();
                };
            }
        };
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static String label(Received one) {
        return one.resourceName() == null
                ? one.providerName()
                : one.providerName() + " · " + one.resourceName();
    }

    private static Section answer(Need need, Received one, Words words) {
        List<Entry> entries = new ArrayList<>();
        entries.add(
                Entry.link("needs.provider", one.providerName(), "/providers/" + one.provider()));
        entries.add(Entry.of("needs.standing", one.standing()));
        entries.add(Entry.written("needs.text", one.text()));
        if (one.resource() != null) {
            entries.add(
                    Entry.link(
                            "needs.resource", one.resourceName(), "/resources/" + one.resource()));
        }
        entries.add(Entry.of("needs.price", price(one.least(), one.most(), words)));
        entries.add(Entry.of("needs.earliest", one.earliest()));
        for (Line line : one.talk()) {
            entries.add(
                    Entry.written(
                                    line.byAsker() ? "needs.line.asker" : "needs.line.provider",
                                    line.text())
                            .noted(words.show(line.at())));
        }
        if (one.standing() == Standing.ACCEPTED && one.resource() != null) {
            entries.add(
                    Entry.link(
                            "needs.next",
                            words.say("needs.book"),
                            Address.of("/orders/new")
                                    .with("resource", one.resource())
                                    .with("firm", need.firm())
                                    .with("description", need.sentence())
                                    .toString()));
        }
        return Section.of("needs.section.answer", entries);
    }

    static @Nullable Object price(@Nullable Money least, @Nullable Money most, Words words) {
        if (least == null || most == null || least.equals(most)) {
            return least == null ? most : least;
        }
        return words.say("needs.price.range", Map.of("least", least, "most", most));
    }

    @Bean
    CasePage<NeedAnswer> needAnswerCasePage(Words words) {
        return new CasePage<>() {
            @Override
            public Class<NeedAnswer> type() {
                return NeedAnswer.class;
            }

            @Override
            public List<Section> sections(NeedAnswer answer, Actor actor) {
                List<Entry> entries = new ArrayList<>();
                entries.add(
                        Entry.link(
                                "needs.sentence",
                                words.written(answer.sentence()),
                                "/needs/" + answer.need()));
                entries.add(
                        Entry.of(
                                "needs.firm",
                                answer.askerName() == null
                                        ? words.say("needs.firm.unnamed")
                                        : answer.askerName()));
                entries.add(Entry.of("needs.provider", answer.providerName()));
                entries.add(Entry.written("needs.text", answer.text()));
                if (answer.resource() != null) {
                    entries.add(
                            Entry.link(
                                    "needs.resource",
                                    answer.resourceName(),
                                    "/resources/" + answer.resource()));
                }
                entries.add(Entry.of("needs.price", price(answer.least(), answer.most(), words)));
                entries.add(Entry.of("needs.earliest", answer.earliest()));
                if (answer.question() != null) {
                    entries.add(Entry.written("needs.line.asker", answer.question()));
                }
                if (answer.why() != null) {
                    entries.add(
                            Entry.check(
                                    "needs.why", words.explain(answer.why()).line(), Mark.WARN));
                }
                return List.of(Section.of("needs.section.answer", entries));
            }
        };
    }
}
