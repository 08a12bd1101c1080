package org.deltacommons.commons.resources.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Everything that is known of a provider, by group.
@Component
class ProviderSections {

    private final Words words;
    private final Clock clock;
    private final Organisations organisations;

    ProviderSections(Words words, Clock clock, Organisations organisations) {
        this.words = words;
        this.clock = clock;
        this.organisations = organisations;
    }

    static State state(ProviderState state) {
        StateTone tone =
                switch (state) {
                    case RECORDED -> StateTone.IDLE;
                    case APPLIED -> StateTone.WAITING;
                    case VERIFIED -> StateTone.GOOD;
                    case SUSPENDED -> StateTone.WARN;
                    case DELISTED -> StateTone.OVER;
                };
        return new State("enum.ProviderState." + state, tone);
    }

    /// The few lines that stand on a resource's page.
    Section brief(Provider provider) {
        return Section.of(
                "resources.part.provider",
                Entry.link(
                        "resources.name",
                        provider.name(words.english()),
                        "/providers/" + provider.id()),
                Entry.of("resources.state", state(provider.state())),
                Entry.of("resources.recognised", recogniser(provider.recognisedBy())));
    }

    List<Section> all(Provider provider) {
        return List.of(about(provider), accreditations(provider), standings(provider));
    }

    private Section about(Provider provider) {
        return Section.of(
                "resources.part.what",
                Entry.of("resources.state", state(provider.state())),
                Entry.of("resources.home", provider.home()),
                Entry.of("resources.column.division", provider.division()),
                Entry.of("resources.catalogue", provider.catalogue()),
                Entry.of("resources.recognised", recogniser(provider.recognisedBy())),
                Entry.of("resources.intro", provider.intro()),
                Entry.of("resources.column.source", provider.source()));
    }

    private @Nullable Object recogniser(@Nullable String by) {
        if (by == null) {
            return null;
        }
        return by.matches("3[1-4]\\d{4}")
                ? new DivisionCode(by)
                : organisations.name(by, words.language());
    }

    private Section accreditations(Provider provider) {
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        List<List<Cell>> rows =
                provider.accreditations().stream()
                        .map(one ->
                                List.of(
                                        Cell.of(one.kind()),
                                        Cell.of(one.number()),
                                        Cell.of(one.until()),
                                        Cell.marked(
                                                one.holdsOn(today),
                                                one.holdsOn(today) ? Mark.MET : Mark.NOT_MET)))
                        .toList();
        return Section.of(
                "resources.part.accreditations",
                new Table(
                        List.of(
                                Column.of("resources.accreditation.kind"),
                                Column.of("resources.accreditation.no"),
                                Column.of("resources.accreditation.until"),
                                Column.of("resources.accreditation.valid")),
                        rows,
                        "resources.accreditation.none"));
    }

    private static Section standings(Provider provider) {
        List<List<Cell>> rows =
                provider.standings().reversed().stream()
                        .map(one ->
                                List.of(
                                        Cell.of(state(one.state())),
                                        Cell.of(one.since()),
                                        Cell.of(one.reason())))
                        .toList();
        return Section.of(
                "resources.part.standings",
                new Table(
                        List.of(
                                Column.of("resources.state"),
                                Column.of("resources.since"),
                                Column.of("resources.standing.reason")),
                        rows,
                        "resources.standing.none"));
    }
}
