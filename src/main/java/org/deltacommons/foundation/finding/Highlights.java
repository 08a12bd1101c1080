package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.finding.Found.Piece;
import org.deltacommons.foundation.finding.Found.Why;

/// Marks the words of a question in texts. It gives pieces, not markup, so whatever a text holds
/// stays text.
final class Highlights {

    private static final int SNIPPET_LENGTH = 120;
    private static final int BEFORE = 30;
    private static final int WORDS_MAX = 4;
    private static final int REASONS_MAX = 4;

    private final List<Mark> marks;

    /// Of each text of the page, because a hit's texts are looked at for several reasons.
    private final Map<String, List<Span>> known = new HashMap<>();

    Highlights(Question question) {
        marks =
                question.terms().stream()
                        .flatMap(term -> term.marks().stream())
                        .sorted(Comparator.comparing(Mark::length).reversed())
                        .toList();
    }

    private record Span(int from, int until) {}

    private List<Span> spans(String text) {
        return known.computeIfAbsent(text, this::look);
    }

    /// Where the text matches: in order, without overlaps, the longest first.
    private List<Span> look(String text) {
        Mark.Target target = new Mark.Target(text);
        List<Span> taken = new ArrayList<>();
        for (Mark mark : marks) {
            mark.in(
                    target,
                    (from, until) -> {
                        if (from < until && isFree(taken, from, until)) {
                            taken.add(new Span(from, until));
                        }
                    });
        }
        taken.sort(Comparator.comparingInt(Span::from));
        return taken;
    }

    private static boolean isFree(List<Span> taken, int from, int until) {
        for (Span span : taken) {
            if (span.from < until && from < span.until) {
                return false;
            }
        }
        return true;
    }

    List<Piece> mark(String text) {
        return pieces(text, spans(text));
    }

    private static List<Piece> pieces(String text, List<Span> spans) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Span span : spans) {
            if (span.from > at) {
                pieces.add(new Piece(text.substring(at, span.from), false));
            }
            pieces.add(new Piece(text.substring(span.from, span.until), true));
            at = span.until;
        }
        if (at < text.length()) {
            pieces.add(new Piece(text.substring(at), false));
        }
        return pieces;
    }

    /// The part of a text around its first match, or its beginning.
    List<Piece> snippet(String text) {
        List<Span> spans = spans(text);
        int first = spans.isEmpty() ? 0 : spans.getFirst().from;
        int from = first <= SNIPPET_LENGTH - BEFORE ? 0 : boundary(text, first - BEFORE);
        int until = boundary(text, Math.min(text.length(), from + SNIPPET_LENGTH));
        List<Span> inside =
                spans.stream()
                        .filter(span -> span.from >= from && span.until <= until)
                        .map(span -> new Span(span.from - from, span.until - from))
                        .toList();
        List<Piece> pieces = new ArrayList<>();
        if (from > 0) {
            pieces.add(new Piece("…", false));
        }
        pieces.addAll(pieces(text.substring(from, until), inside));
        if (until < text.length()) {
            pieces.add(new Piece("…", false));
        }
        return pieces;
    }

    /// Never between the two halves of a character.
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at - 1
                : at;
    }

    boolean matches(String text) {
        return !spans(text).isEmpty();
    }

    /// Which words each field has; at most four fields.
    List<Why> why(FindDocument document, boolean english) {
        List<Why> reasons = new ArrayList<>();
        if (marks.isEmpty()) {
            return reasons;
        }
        reason(reasons, "title", document.title(english));
        if (reasons.isEmpty()) {
            reason(reasons, "title", document.title(!english));
        }
        document.texts().forEach(text -> reason(reasons, text.field(), text.text()));
        reason(reasons, "summary", document.summary(english));
        return reasons;
    }

    private void reason(List<Why> reasons, String field, String text) {
        if (reasons.size() == REASONS_MAX) {
            return;
        }
        Set<String> seen = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        for (Span span : spans(text)) {
            String word = text.substring(span.from, span.until);
            if (seen.add(word.toLowerCase(Locale.ROOT)) && words.size() < WORDS_MAX) {
                words.add(word);
            }
        }
        if (!words.isEmpty() && reasons.stream().noneMatch(why -> why.field().equals(field))) {
            reasons.add(new Why(field, List.copyOf(words)));
        }
    }
}
