package org.deltacommons.foundation.identity.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationDoubt;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.Registration;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Component;

/// The sections of an organisation's page.
@Component
class OrganisationParts {

    private final Organisations organisations;
    private final People people;
    private final Words words;

    OrganisationParts(Organisations organisations, People people, Words words) {
        this.organisations = organisations;
        this.people = people;
        this.words = words;
    }

    Section facts(Organisation organisation) {
        Id<Organisation> parent = organisation.parent();
        String vouching = organisation.verifiedBy();
        Entry code = Entry.of("identity.code", organisation.creditCode());
        CreditCode.Verdict verdict = organisation.codeVerdict();
        if (verdict != null) {
            boolean regular = verdict == CreditCode.Verdict.REGULAR;
            code = code.marked(regular ? Mark.MET : Mark.WARN).noted(words.show(verdict));
        }
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("identity.name-zh", organisation.nameZh()));
        entries.add(Entry.of("identity.name-en", organisation.nameEn()));
        entries.add(code);
        entries.add(Entry.of("identity.division", organisation.division()));
        if (parent != null) {
            entries.add(
                    Entry.link(
                            "identity.parent",
                            organisations.name(parent.value(), words.language()),
                            "/organisations/" + parent));
        }
        entries.add(
                Entry.of(
                                "identity.verified-by",
                                vouching == null
                                        ? words.say("identity.verified-by.nobody")
                                        : organisations.name(vouching, words.language()))
                        .marked(vouching == null ? Mark.NOT_VERIFIED : Mark.MET));
        entries.add(Entry.of("identity.source", organisation.source()));
        if (organisation.reviewNote() != null) {
            entries.add(Entry.of("identity.review-note", organisation.reviewNote()));
        }
        return Section.of("identity.organisation", entries);
    }

    /// Where a registration in doubt is reviewed.
    static Section review(Organisation organisation) {
        return Section.of(
                "procedure." + Registration.NAME,
                Entry.link(
                        "identity.registration.case",
                        organisation.state(),
                        "/cases/" + Registration.NAME + "/" + organisation.id()));
    }

    /// Why it is reviewed, and those it could be taken for.
    Section doubts(Organisation organisation) {
        List<Entry> entries = new ArrayList<>();
        for (OrganisationDoubt doubt : organisation.doubts()) {
            entries.add(Entry.of("identity.registration.doubt", doubt).marked(Mark.WARN));
        }
        organisations
                .alike(organisation)
                .forEach(other ->
                        entries.add(
                                Entry.link(
                                                "identity.registration.alike",
                                                other.name(words.language()),
                                                "/organisations/" + other.id())
                                        .noted(
                                                other.creditCode()
                                                        + " · "
                                                        + words.show(other.home()))));
        return Section.of("identity.registration.doubts", entries);
    }

    Section members(Organisation organisation) {
        List<List<Cell>> rows =
                Arrays.stream(Role.values())
                        .filter(role -> role.scope() == Role.Scope.ORGANISATION)
                        .flatMap(role ->
                                people.members(organisation.id().value(), role).stream()
                                        .map(someone ->
                                                List.of(Cell.of(role), Cell.of(someone.name()))))
                        .toList();
        return Section.of(
                "identity.members",
                new Table(
                        List.of(Column.of("identity.role"), Column.of("identity.name")),
                        rows,
                        "identity.members.none"));
    }

    /// What belongs to it, if anything does.
    List<Section> units(Organisation organisation) {
        List<Organisation> units = organisations.units(organisation.id().value());
        return units.isEmpty()
                ? List.of()
                : List.of(
                        Section.of(
                                "identity.units",
                                units.stream()
                                        .map(unit ->
                                                Entry.link(
                                                        "enum.OrganisationKind." + unit.kind(),
                                                        unit.name(words.language()),
                                                        "/organisations/" + unit.id()))
                                        .toList()));
    }
}
