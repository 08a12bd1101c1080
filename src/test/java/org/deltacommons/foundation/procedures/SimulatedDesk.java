package org.deltacommons.foundation.procedures;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.lane.SimulatedRecords;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.jspecify.annotations.Nullable;

/// Where the people of one simulated node act: the product's procedures over that node's lane.
public final class SimulatedDesk {

    private static final Refusals NOT_NOTED =
            new Refusals() {
                @Override
                public <T> Outcome<T> noted(
                        Actor actor, String operation, String subject, Outcome<T> outcome) {
                    return outcome;
                }

                @Override
                public void denied(Actor actor, String operation, String subject) {}
            };

    private final SimulatedNode node;
    private final SimulatedRecords records;
    private final Procedures procedures;
    private final Deadlines deadlines;

    public SimulatedDesk(
            SimulatedNode node,
            SimulatedRecords records,
            Moving moving,
            List<Procedure<?>> declared,
            Clock clock) {
        this.node = node;
        this.records = records;
        this.procedures = new Procedures(node.lane(), records, moving, NOT_NOTED, declared);
        this.deadlines = new Deadlines(procedures, node.lane(), records, clock);
    }

    public SimulatedNode node() {
        return node;
    }

    @SuppressWarnings("unchecked")
    public <C extends Case> Procedure<C> procedure(String name, Class<C> type) {
        Procedure<?> found = procedures.named(name).orElseThrow();
        if (found.type() != type) {
            throw new IllegalArgumentException(name + " is about " + found.type());
        }
        return (Procedure<C>) found;
    }

    public <F extends Record> Outcome<Moved> open(
            Procedure<?> procedure, String opening, F form, Actor actor, @Nullable String key) {
        records.at(node);
        return procedures.open(procedure, opening, form, actor, key);
    }

    public <C extends Case> Outcome<Moved> act(
            Procedure<C> procedure,
            Id<C> id,
            String action,
            Record form,
            Actor actor,
            @Nullable String key) {
        records.at(node);
        return procedures.act(procedure, id, action, form, actor, -1, key);
    }

    /// What the job does every minute; it asks the database for the tasks, which is not here.
    ///
    /// @return how many were dealt with
    public int lookForDeadlines() {
        records.at(node);
        return (int)
                node.all(Task.class).stream()
                        .filter(task -> task.isLate(node.now()) && !task.overdue())
                        .sorted(Comparator.comparing(Task::due).thenComparing(t -> t.id().value()))
                        .filter(deadlines::passed)
                        .count();
    }
}
