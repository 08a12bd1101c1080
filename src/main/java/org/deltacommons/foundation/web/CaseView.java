package org.deltacommons.foundation.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A case's page: whose it is, where it stands, who is next, what I can do. Rendered by
/// `case.html`, always with the same bones.
///
/// @param procedure the procedure's id; its name is the message `procedure.<id>`
/// @param id the record's id
/// @param title what it is about, in the words of those who made it
/// @param stateLabel a message key
/// @param home the province that decides about it
/// @param ownerName whose it is
/// @param nextWho who acts next
/// @param nextDue until when
/// @param nextWorkingDays working days left; negative when overdue
/// @param messageUrl where a new message is posted; `null` when the reader may not write
/// @param documentUrl where a document is posted; `null` when the reader may not
/// @param ledger entries and facts, for those who may see them
/// @param panels what other modules add
public record CaseView(
        String procedure,
        String id,
        String title,
        String stateLabel,
        StateTone tone,
        Province home,
        String ownerName,
        List<Step> steps,
        @Nullable String nextWho,
        @Nullable Instant nextDue,
        @Nullable Integer nextWorkingDays,
        List<Section> sections,
        List<ActionView> actions,
        List<HistoryEntry> history,
        List<MessageView> messages,
        @Nullable String messageUrl,
        List<DocumentView> documents,
        @Nullable String documentUrl,
        List<PanelView> panels,
        @Nullable Table ledger) {

    public CaseView {
        steps = List.copyOf(steps);
        sections = List.copyOf(sections);
        actions = List.copyOf(actions);
        history = List.copyOf(history);
        messages = List.copyOf(messages);
        documents = List.copyOf(documents);
        panels = List.copyOf(panels);
        if (actions.stream().filter(ActionView::primary).count() > 1) {
            throw new IllegalArgumentException("more than one primary action on " + id);
        }
    }

    /// A case with nothing on it yet; the rest is added by the `with…` methods.
    public static CaseView of(
            String procedure, String id, String title, State state, Province home, String owner) {
        return new CaseView(
                procedure,
                id,
                title,
                state.label(),
                state.tone(),
                home,
                owner,
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                null);
    }

    public CaseView withSteps(
            List<Step> line,
            @Nullable String who,
            @Nullable Instant due,
            @Nullable Integer workingDays) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                line,
                who,
                due,
                workingDays,
                sections,
                actions,
                history,
                messages,
                messageUrl,
                documents,
                documentUrl,
                panels,
                ledger);
    }

    /// Appends sections.
    public CaseView withSections(List<Section> more) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                joined(sections, more),
                actions,
                history,
                messages,
                messageUrl,
                documents,
                documentUrl,
                panels,
                ledger);
    }

    public CaseView withActions(List<ActionView> possible) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                sections,
                possible,
                history,
                messages,
                messageUrl,
                documents,
                documentUrl,
                panels,
                ledger);
    }

    public CaseView withHistory(List<HistoryEntry> entries) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                sections,
                actions,
                entries,
                messages,
                messageUrl,
                documents,
                documentUrl,
                panels,
                ledger);
    }

    public CaseView withMessages(List<MessageView> said, @Nullable String postUrl) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                sections,
                actions,
                history,
                said,
                postUrl,
                documents,
                documentUrl,
                panels,
                ledger);
    }

    public CaseView withDocuments(List<DocumentView> kept, @Nullable String postUrl) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                sections,
                actions,
                history,
                messages,
                messageUrl,
                kept,
                postUrl,
                panels,
                ledger);
    }

    /// Appends panels of other modules.
    public CaseView withPanels(List<PanelView> more) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                sections,
                actions,
                history,
                messages,
                messageUrl,
                documents,
                documentUrl,
                joined(panels, more),
                ledger);
    }

    public CaseView withLedger(@Nullable Table entries) {
        return new CaseView(
                procedure,
                id,
                title,
                stateLabel,
                tone,
                home,
                ownerName,
                steps,
                nextWho,
                nextDue,
                nextWorkingDays,
                sections,
                actions,
                history,
                messages,
                messageUrl,
                documents,
                documentUrl,
                panels,
                entries);
    }

    public State state() {
        return new State(stateLabel, tone);
    }

    public boolean isOverdue() {
        return nextWorkingDays != null && nextWorkingDays < 0;
    }

    public List<ActionView> possible() {
        return actions.stream().filter(ActionView::isPossible).toList();
    }

    public List<ActionView> impossible() {
        return actions.stream().filter(action -> !action.isPossible()).toList();
    }

    /// What cannot be done now, by the reason: one reason is read once, however many it stops.
    public List<Cannot> cannot() {
        Map<String, List<Phrase>> byReason = new LinkedHashMap<>();
        for (ActionView action : impossible()) {
            byReason.computeIfAbsent(String.valueOf(action.whyNot()), _ -> new ArrayList<>())
                    .add(Phrase.of(action.label()));
        }
        return byReason.entrySet().stream()
                .map(one -> new Cannot(one.getValue(), one.getKey()))
                .toList();
    }

    /// @param actions what cannot be done
    /// @param whyNot in the reader's language
    public record Cannot(List<Phrase> actions, String whyNot) {}

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
