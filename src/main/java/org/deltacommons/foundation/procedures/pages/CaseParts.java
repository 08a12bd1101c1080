package org.deltacommons.foundation.procedures.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.PanelView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What the modules add to the page of a case.
@Component
class CaseParts {

    private final Contributed<CasePage<?>> pages;

    CaseParts(ObjectProvider<CasePage<?>> pages) {
        this.pages = new Contributed<>(pages);
    }

    @SuppressWarnings("unchecked")
    private <C extends Case> Stream<CasePage<C>> of(C subject) {
        return of((Class<C>) subject.getClass());
    }

    @SuppressWarnings("unchecked")
    private <C extends Case> Stream<CasePage<C>> of(Class<C> type) {
        return pages.all().stream()
                .filter(page -> page.type() == type)
                .map(page -> (CasePage<C>) page);
    }

    /// Those of one case, whose questions are asked together.
    <C extends Case> List<CasePage<C>> of(Class<C> type, Id<C> id, Together together) {
        return of(type).map(page -> page.asking(together, id)).toList();
    }

    static <C extends Case> List<Section> sections(
            List<CasePage<C>> pages, C subject, Actor actor) {
        return pages.stream().flatMap(page -> page.sections(subject, actor).stream()).toList();
    }

    static <C extends Case> List<PanelView> panels(
            List<CasePage<C>> pages, C subject, Actor actor) {
        return pages.stream().flatMap(page -> page.panels(subject, actor).stream()).toList();
    }

    static <C extends Case> @Nullable Table ledger(
            List<CasePage<C>> pages, C subject, Actor actor) {
        return pages.stream()
                .map(page -> page.ledger(subject, actor))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    <C extends Case> @Nullable Record prefill(String action, C subject) {
        return of(subject)
                .map(page -> page.prefill(action, subject))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static <C extends Case> List<String> goesOnIn(List<CasePage<C>> pages, C subject) {
        return pages.stream().flatMap(page -> page.goesOnIn(subject).stream()).toList();
    }

    /// As SQL that knows the case by `:id`; empty where it goes on nowhere else.
    static <C extends Case> String mayGoOnIn(List<CasePage<C>> pages) {
        return pages.stream()
                .map(CasePage::mayGoOnIn)
                .filter(sql -> !sql.isEmpty())
                .collect(Collectors.joining(" UNION ALL "));
    }

    /// What was noted with a move, in the reader's words.
    <C extends Case> String said(C subject, String action, String note) {
        String said = note;
        for (CasePage<C> page : of(subject).toList()) {
            said = page.said(action, said);
        }
        return said;
    }

    /// The choices of a form that depend on the case, and the documents it may name again.
    <C extends Case> Offered offered(String action, C subject) {
        Map<String, List<Option>> options = new HashMap<>();
        of(subject).forEach(page -> options.putAll(page.options(action, subject)));
        return new Offered(options, subject.attachments().stream().map(CaseParts::file).toList());
    }

    private static FileSink.Kept file(Attachment one) {
        return new FileSink.Kept(one.hash(), one.name(), one.type(), one.bytes());
    }
}
