package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// What the sentence box offers while somebody types.
@Controller
class SuggestionPages {

    private static final int SENTENCES_MAX = 4;
    private static final int SENTENCES_FIRST_MAX = 8;

    /// What choosing it does: a document is gone to, all else is searched.
    enum Kind {
        RECENT,
        WORD,
        SPELLING,
        POPULAR,
        DOCUMENT
    }

    /// @param text what stands in the box when it is chosen
    /// @param says its kind, and what else helps to tell it from others, in the reader's language
    /// @param url of a document; null for what is searched
    record SuggestionItem(Kind kind, String text, String says, @Nullable String url) {}

    record Suggestions(List<SuggestionItem> items) {}

    private final Finding finding;
    private final ObjectProvider<AskedBefore> before;
    private final Words words;

    SuggestionPages(Finding finding, ObjectProvider<AskedBefore> before, Words words) {
        this.finding = finding;
        this.before = before;
        this.words = words;
    }

    /// @param typed so far; blank for what was asked before
    @GetMapping(path = "/api/v1/finding/suggestions", produces = "application/json")
    @ResponseBody
    Suggestions suggestions(
            @RequestParam(name = "q", defaultValue = "") String typed, Actor actor) {
        List<SuggestionItem> items = new ArrayList<>();
        List<AskedBefore.Sentence> sentences = sentences(actor, typed);
        sentences.stream()
                .filter(AskedBefore.Sentence::own)
                .forEach(one -> items.add(sentence(Kind.RECENT, one)));
        if (!typed.isBlank()) {
            Typed suggested = finding.suggest(typed);
            suggested.phrases().forEach(phrase -> items.add(phrase(phrase)));
            suggested.documents().forEach(document -> items.add(document(document)));
        }
        sentences.stream()
                .filter(one -> !one.own())
                .forEach(one -> items.add(sentence(Kind.POPULAR, one)));
        items.sort(java.util.Comparator.comparing(SuggestionItem::kind));
        return new Suggestions(distinct(items));
    }

    private List<AskedBefore.Sentence> sentences(Actor actor, String typed) {
        AskedBefore kept = before.getIfAvailable();
        return kept == null
                ? List.of()
                : kept.remembered(
                        actor,
                        Question.clean(typed),
                        typed.isBlank() ? SENTENCES_FIRST_MAX : SENTENCES_MAX);
    }

    private static List<SuggestionItem> distinct(List<SuggestionItem> items) {
        Set<String> seen = new LinkedHashSet<>();
        return items.stream()
                .filter(item ->
                        seen.add(
                                item.url() == null
                                        ? item.text().toLowerCase(Locale.ROOT)
                                        : item.url()))
                .toList();
    }

    private SuggestionItem sentence(Kind kind, AskedBefore.Sentence sentence) {
        return new SuggestionItem(kind, sentence.text(), says(kind), null);
    }

    private SuggestionItem phrase(Typed.Phrase phrase) {
        Kind kind = phrase.guessed() ? Kind.SPELLING : Kind.WORD;
        String says =
                Thesaurus.field()
                        .chineseOf(phrase.word())
                        .filter(_ -> !Script.isHan(phrase.word()))
                        .map(name ->
                                words.say(
                                        "finding.suggest.with",
                                        java.util.Map.of("kind", says(kind), "more", name)))
                        .orElse(says(kind));
        return new SuggestionItem(kind, phrase.text(), says, null);
    }

    private SuggestionItem document(FindDocument document) {
        String kind = words.say("finding.kind." + document.kind());
        return new SuggestionItem(
                Kind.DOCUMENT,
                document.title(words.english()),
                words.say(
                        "finding.suggest.with",
                        java.util.Map.of("kind", kind, "more", words.show(document.home()))),
                document.url());
    }

    private String says(Kind kind) {
        return words.say("finding.suggest." + kind.name().toLowerCase(Locale.ROOT));
    }
}
