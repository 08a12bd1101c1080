package org.deltacommons.foundation.procedures.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.web.Words;

/// The states of a procedure drawn in columns: each stands one column after the first state that
/// leads to it. Lengths are in pixels.
///
/// @param boxes the states
/// @param arrows paths of SVG
record Diagram(int width, int height, List<Box> boxes, List<Arrow> arrows) {

    record Box(int x, int y, int width, int height, String word, String style) {

        public int middleX() {
            return x + width / 2;
        }

        public int middleY() {
            return y + height / 2;
        }
    }

    /// @param back whether it leads to an earlier column
    record Arrow(String path, boolean back) {}

    private static final int BOX_WIDTH = 132;
    private static final int BOX_HEIGHT = 38;
    private static final int GAP_X = 54;
    private static final int GAP_Y = 22;
    private static final int EDGE = 12;

    static Diagram of(Procedure<?> procedure, Words words) {
        Map<Enum<?>, Integer> columns = columns(procedure);
        Map<Integer, Integer> filled = new HashMap<>();
        Map<Enum<?>, Box> boxes = new LinkedHashMap<>();
        for (StateOf state : procedure.states()) {
            int column = columns.getOrDefault(state.state(), 0);
            int row = filled.merge(column, 1, Integer::sum) - 1;
            boxes.put(
                    state.state(),
                    new Box(
                            EDGE + column * (BOX_WIDTH + GAP_X),
                            EDGE + row * (BOX_HEIGHT + GAP_Y),
                            BOX_WIDTH,
                            BOX_HEIGHT,
                            words.say(state.label()),
                            state.tone().style()));
        }
        int width = boxes.values().stream().mapToInt(box -> box.x() + box.width()).max().orElse(0);
        int height =
                boxes.values().stream().mapToInt(box -> box.y() + box.height()).max().orElse(0);
        return new Diagram(
                width + EDGE,
                height + EDGE + GAP_Y,
                List.copyOf(boxes.values()),
                arrows(procedure, columns, boxes));
    }

    /// The ordinary way goes straight on; what lies beside it hangs on the state it comes from.
    private static Map<Enum<?>, Integer> columns(Procedure<?> procedure) {
        Map<Enum<?>, Integer> columns = new LinkedHashMap<>();
        for (Enum<?> state : procedure.line()) {
            columns.put(state, columns.size());
        }
        if (columns.isEmpty() && !procedure.states().isEmpty()) {
            columns.put(procedure.states().getFirst().state(), 0);
        }
        boolean more = true;
        while (more) {
            more = false;
            for (ActionOf<?, ?> action : procedure.actions()) {
                for (Enum<?> from : action.from()) {
                    Integer column = columns.get(from);
                    for (Enum<?> to : action.to(from)) {
                        more |= column != null && columns.putIfAbsent(to, column + 1) == null;
                    }
                }
            }
        }
        return columns;
    }

    private static List<Arrow> arrows(
            Procedure<?> procedure, Map<Enum<?>, Integer> columns, Map<Enum<?>, Box> boxes) {
        Set<Arrow> arrows = new LinkedHashSet<>();
        for (ActionOf<?, ?> action : procedure.actions()) {
            for (Enum<?> from : action.from()) {
                for (Enum<?> to : action.to(from)) {
                    Box a = boxes.get(from);
                    Box b = boxes.get(to);
                    if (from != to && a != null && b != null) {
                        arrows.add(arrow(a, b, columns, from, to));
                    }
                }
            }
        }
        return new ArrayList<>(arrows);
    }

    private static Arrow arrow(
            Box a, Box b, Map<Enum<?>, Integer> columns, Enum<?> from, Enum<?> to) {
        int step = columns.getOrDefault(to, 0) - columns.getOrDefault(from, 0);
        if (step > 0) {
            int startX = a.x() + a.width();
            int bend = GAP_X / 2;
            return new Arrow(
                    "M%d %d C%d %d %d %d %d %d"
                            .formatted(
                                    startX,
                                    a.middleY(),
                                    startX + bend,
                                    a.middleY(),
                                    b.x() - bend,
                                    b.middleY(),
                                    b.x() - 3,
                                    b.middleY()),
                    false);
        }
        // Back below the boxes, or up and down within a column.
        int startY = a.y() + a.height();
        int endY = b.y() + b.height() + 3;
        int low = Math.max(startY, endY) + GAP_Y - 4;
        return new Arrow(
                "M%d %d C%d %d %d %d %d %d"
                        .formatted(
                                a.middleX(),
                                startY,
                                a.middleX(),
                                low,
                                b.middleX(),
                                low,
                                b.middleX(),
                                endY),
                true);
    }
}
