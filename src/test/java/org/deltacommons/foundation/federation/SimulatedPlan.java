package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What happens in a simulation, drawn from its seed. Every event carries its own dice, so that a
/// plan with some events left out is a plan, too.
final class SimulatedPlan {

    private static final int EVENTS = 150;

    /// So that what is placed comes as far as a capture while things still go wrong.
    private static final int BUSY_EVERY = 25;

    private static final What[] OFTEN = {
        What.PLACE,
        What.HELP,
        What.HELP,
        What.HELP,
        What.HINDER,
        What.ASK,
        What.ASK,
        What.ARRIVE,
        What.ARRIVE,
        What.REACT,
        What.REACT
    };

    enum What {
        PLACE,
        /// The lead of the agreement cuts a period.
        CUT_A_PERIOD,
        /// Somebody does what brings a case further, or what ends it.
        HELP,
        HINDER,
        /// Hours go by.
        WAIT,
        /// Days on which everybody does what there is to do.
        BUSY_DAYS,
        JOBS,
        /// A node asks another for what is new; the answer is under way.
        ASK,
        ASK_TWICE,
        /// The answer has a few facts only, or nothing of the tree that proves them.
        ASK_SLOWLY,
        ASK_WITHOUT_TREE,
        /// Somebody under way alters a fact.
        TAMPER,
        /// A province begins to show a reader another history, under its own signature.
        LIE,
        /// Any of the answers under way arrives, not the oldest.
        ARRIVE,
        REACT,
        LOSE,
        CRASH,
        /// An old version of the node stops and the new one starts.
        UPGRADE,
        /// An administrator asks that what is parked be tried once more.
        ASK_AGAIN,
        /// The node is gone before what it received is kept.
        CRASH_WHILE_KEEPING,
        CUT,
        HEAL,
        COMMIT_AWAY,
        COMMIT_UNKNOWN,
        CLOCK;

        boolean isFault() {
            return switch (this) {
                case PLACE,
                        CUT_A_PERIOD,
                        HELP,
                        HINDER,
                        WAIT,
                        BUSY_DAYS,
                        JOBS,
                        ASK,
                        ARRIVE,
                        REACT,
                        HEAL ->
                        false;
                default -> true;
            };
        }
    }

    record Event(int number, What what, int dice) {}

    private SimulatedPlan() {}

    static List<Event> of(long seed) {
        Random random = new Random(seed);
        List<Event> plan = new ArrayList<>();
        // What moves things on comes more often than what hinders it.
        What[] all = What.values();
        for (int i = 0; i < EVENTS; i++) {
            What what =
                    random.nextInt(3) == 0
                            ? all[random.nextInt(all.length)]
                            : OFTEN[random.nextInt(OFTEN.length)];
            if (i % BUSY_EVERY == BUSY_EVERY - 1) {
                what = What.BUSY_DAYS;
            }
            plan.add(new Event(i, what, random.nextInt(1 << 24)));
        }
        return plan;
    }
}
