package org.deltacommons.commons.enterprises;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A firm moves to another province (跨省迁移): one copy at its former home, where it asks, and one at
/// the receiving province, which decides.
///
/// @param enterprise as the former home knew it when the firm asked
/// @param destination the division of the new registration
/// @param source the register in which the receiving officer saw it; null before
@Stored("enterprises.relocation")
public record Relocation(
        Id<Relocation> id,
        Province home,
        RelocationState state,
        Enterprise enterprise,
        DivisionCode destination,
        LocalDate movedOn,
        List<Attachment> papers,
        @Nullable String source,
        @Nullable @Personal String note,
        Instant since)
        implements Case {

    public Relocation {
        papers = List.copyOf(papers);
    }

    /// The receiving province's copy of what was asked.
    static Relocation received(RelocationFact.RelocationAsked asked, Instant at) {
        return new Relocation(
                receivedId(asked.relocation()),
                asked.division().province(),
                RelocationState.TO_EXAMINE,
                asked.enterprise(),
                asked.division(),
                asked.movedOn(),
                asked.papers(),
                null,
                null,
                at);
    }

    static Id<Relocation> receivedId(String asked) {
        return Id.of(asked + "-in");
    }

    /// The id of the copy at the former home.
    String asked() {
        String own = id.value();
        return own.endsWith("-in") ? own.substring(0, own.length() - "-in".length()) : own;
    }

    Province former() {
        return enterprise.home();
    }

    String organisation() {
        return enterprise.organisation();
    }

    Relocation in(RelocationState next, @Nullable String seen, @Nullable String words) {
        return new Relocation(
                id, home, next, enterprise, destination, movedOn, papers, seen, words, since);
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(enterprise.id().value(), enterprise.name()));
    }

    @Override
    public String title() {
        return titled().plain();
    }

    /// Deadlines are those of whoever has to act.
    @Override
    public DivisionCode division() {
        return home == destination.province() ? destination : enterprise.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case FIRM, OWNER -> Optional.of(organisation());
            case HOME -> Optional.of(home.code());
            case VERIFIER -> Optional.of(division().value());
            case PROVIDER, LEGAL_PERSON, ISSUER -> Optional.empty();
        };
    }

    @Override
    public List<Attachment> attachments() {
        return papers;
    }
}
