package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.deltacommons.foundation.federation.ObservedFeed.Reader;
import org.deltacommons.foundation.federation.ObservedFeed.Seal;
import org.deltacommons.foundation.federation.ObservedFeed.Support;
import org.deltacommons.foundation.federation.ObservedFeed.Trouble;
import org.deltacommons.foundation.web.Words;

/// A feed as a line that ends at its head. Everything stands as far to the left of the head as it
/// is behind it, by powers of ten, so that one fact and ten thousand are told apart in one picture:
/// above the line the seals of those who cosigned, below it those who work it off. An SVG element
/// with classes and attributes only, as the pages' policy asks for.
final class FeedDrawing {

    static final int WIDE = 880;
    static final int NARROW = 330;

    private static final int LEFT = 14;
    private static final int RIGHT = 26;
    private static final int TRACK = 54;
    private static final int FIRST_ROW = 84;
    private static final int ROW = 20;
    private static final int SEAL = 22;

    /// What is further behind stands at the left end.
    private static final long FARTHEST = 100_000;

    /// Slower readers than these are in the table below.
    private static final int SLOW_SHOWN = 3;

    private static final int LABEL_MAX = 18;

    private final ObservedFeed feed;
    private final int width;
    private final Words words;
    private final StringBuilder svg = new StringBuilder();

    private FeedDrawing(ObservedFeed feed, int width, Words words) {
        this.feed = feed;
        this.width = width;
        this.words = words;
    }

    /// @param width in CSS pixels, at which its letters have their size
    /// @param says the same in a sentence, for those who do not see it
    static String of(ObservedFeed feed, int width, String says, Words words) {
        return new FeedDrawing(feed, width, words).drawn(says);
    }

    private String drawn(String says) {
        List<Reader> slow =
                feed.readers().stream()
                        .filter(one -> one.behind() > 0)
                        .sorted(Comparator.comparingLong(Reader::behind).reversed())
                        .toList();
        int rows = Math.min(slow.size(), SLOW_SHOWN) + 1;
        int height = FIRST_ROW + rows * ROW;
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" class="feed-drawing" role="img" \
                viewBox="0 0 %d %d" width="%d" height="%d"><title>%s</title>\
                """
                        .formatted(width, height, width, height, escaped(says)));
        scale();
        if (feed.isEmpty()) {
            line("feed-rest", LEFT, right());
            text("feed-word", width / 2.0, TRACK - 12, "middle", words.say("feeds.draw.empty"));
        } else {
            track();
            seals();
            readers(slow);
        }
        return svg.append("</svg>").toString();
    }

    private int right() {
        return width - RIGHT;
    }

    private double at(long behind) {
        return at(behind, width);
    }

    /// Where something stands that is so many facts behind the head.
    static double at(long behind, int width) {
        double share =
                Math.log10(1.0 + Math.min(Math.max(0, behind), FARTHEST))
                        / Math.log10(1.0 + FARTHEST);
        int right = width - RIGHT;
        return right - (right - LEFT) * share;
    }

    private void scale() {
        for (long behind = 1; behind < FARTHEST; behind *= 10) {
            svg.append(
                    "<path class=\"feed-tick\" d=\"M%s %dv8\"/>"
                            .formatted(number(at(behind)), TRACK + 4));
            if (!feed.isEmpty()) {
                text("feed-scale", at(behind), TRACK + 24, "middle", rounded(behind));
            }
        }
    }

    private static String rounded(long behind) {
        return "−" + (behind < 1_000 ? Long.toString(behind) : behind / 1_000 + "k");
    }

    private void track() {
        double head = right();
        boolean away =
                switch (feed.trouble()) {
                    case AWAY, KEYLESS, MOVED, SUSPENDED, LEFT -> true;
                    case NONE, FORKED, STOPPED, HALTED -> false;
                };
        // What comes after a stop is signed, and not here.
        double end = feed.trouble() == Trouble.STOPPED ? at(feed.size() - feed.troubleAt()) : head;
        double signed = Math.min(end, at(feed.size() - feed.signed()));
        double sure = at(feed.size() - feed.witnessed());
        line("feed-rest", LEFT, head);
        if (feed.signed() > 0) {
            line("feed-signed", LEFT, signed);
        }
        if (feed.witnessed() > 0 && feed.support() != Support.CO_HOSTED) {
            line(away ? "feed-sure is-away" : "feed-sure", LEFT, Math.min(sure, signed));
        }
        switch (feed.trouble()) {
            case FORKED -> fork(head);
            case STOPPED -> cross(at(feed.size() - feed.troubleAt()));
            case HALTED -> cross(head);
            case AWAY, KEYLESS, MOVED, SUSPENDED, LEFT -> circle("feed-head is-away", head);
            case NONE -> circle("feed-head", head);
        }
    }

    private void fork(double head) {
        svg.append(
                "<path class=\"feed-fork\" d=\"M%s %dl14 -9M%s %dl14 9\"/>"
                        .formatted(number(head - 2), TRACK, number(head - 2), TRACK));
        cross(head - 14);
    }

    private void cross(double x) {
        svg.append(
                "<path class=\"feed-cross\" d=\"M%s %dl12 12m0 -12l-12 12\"/>"
                        .formatted(number(x - 6), TRACK - 6));
    }

    private void circle(String style, double x) {
        svg.append(
                "<circle class=\"%s\" cx=\"%s\" cy=\"%d\" r=\"7\"/>"
                        .formatted(style, number(x), TRACK));
    }

    private void line(String style, double from, double to) {
        svg.append(
                "<path class=\"%s\" d=\"M%s %dH%s\"/>"
                        .formatted(style, number(from), TRACK, number(to)));
    }

    /// Beside each other where they would lie over each other, each led to its place.
    private void seals() {
        List<Seal> sealed = new ArrayList<>(feed.seals());
        sealed.sort(Comparator.comparingLong(Seal::size).reversed().thenComparing(Seal::by));
        double next = width - SEAL / 2.0 - 2;
        for (Seal one : sealed) {
            double place = at(feed.size() - one.size());
            double x = Math.max(SEAL / 2.0, Math.min(next, place));
            svg.append(
                    "<path class=\"feed-lead\" d=\"M%s %dL%s %d\"/>"
                            .formatted(number(x), SEAL + 6, number(place), TRACK - 5));
            svg.append(
                    "<rect class=\"feed-seal seal-%s\" x=\"%s\" y=\"4\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
                            .formatted(
                                    one.by().name().toLowerCase(Locale.ROOT),
                                    number(x - SEAL / 2.0),
                                    SEAL,
                                    SEAL));
            text("feed-seal-mark", x, 20, "middle", one.by().mark());
            next = x - SEAL - 4;
        }
        if (sealed.isEmpty()) {
            text(
                    "feed-word",
                    right() - 12,
                    TRACK - 16,
                    "end",
                    words.say(
                            feed.support() == Support.CO_HOSTED
                                    ? "feeds.draw.co-hosted"
                                    : "feeds.draw.unsealed"));
        }
    }

    private void readers(List<Reader> slow) {
        int y = FIRST_ROW + 6;
        for (Reader one : slow.subList(0, Math.min(slow.size(), SLOW_SHOWN))) {
            double x = at(one.behind());
            boolean after = x < width / 2.0;
            svg.append(
                    "<path class=\"feed-reader\" d=\"M%s %dl5 8h-10z\"/>"
                            .formatted(number(x), y - 5));
            text(
                    "feed-word",
                    after ? x + 10 : x - 10,
                    y + 4,
                    after ? "start" : "end",
                    words.say(
                            "feeds.draw.behind",
                            java.util.Map.of(
                                    "reader", cut(one.label(), width), "facts", one.behind())));
            y += ROW;
        }
        int ready = feed.readers().size() - slow.size();
        int more = slow.size() - SLOW_SHOWN;
        String rest =
                more > 0
                        ? words.say("feeds.draw.more", "count", more)
                        : ready > 0 ? words.say("feeds.draw.ready", "count", ready) : "";
        if (!rest.isEmpty()) {
            text("feed-word is-soft", right() + 8, y + 4, "end", rest);
        }
    }

    private static String cut(String label, int width) {
        int most = width == WIDE ? LABEL_MAX : LABEL_MAX / 2;
        return label.codePointCount(0, label.length()) <= most
                ? label
                : label.substring(0, label.offsetByCodePoints(0, most - 1)) + "…";
    }

    private void text(String style, double x, int y, String anchor, String said) {
        svg.append(
                "<text class=\"%s\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>"
                        .formatted(style, number(x), y, anchor, escaped(said)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
