package org.deltacommons.foundation.procedures.pages;

import java.util.Optional;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// From an address to what it names, for those who may know of it.
@Component
class CaseDoors {

    private static final int KEY_LENGTH_MAX = 200;

    private final Procedures procedures;

    CaseDoors(Procedures procedures) {
        this.procedures = procedures;
    }

    Procedure<?> procedure(String name) {
        return procedures
                .named(name)
                .orElseThrow(() -> new RefusedException(ProcedureReason.NOT_FOUND));
    }

    boolean isProcedure(String name) {
        return procedures.named(name).isPresent();
    }

    /// What does not exist and what one may not know of are answered alike.
    <C extends Case> Versioned<C> readable(Procedure<C> procedure, String id, Actor actor) {
        return find(procedure, id, actor).orElseThrow(() -> new RefusedException(reason(actor)));
    }

    <C extends Case> Optional<Versioned<C>> find(Procedure<C> procedure, String id, Actor actor) {
        return procedures.readable(procedure, id(id), actor);
    }

    <C extends Case> Optional<Versioned<C>> find(AskedCase<C> asked, Actor actor) {
        return procedures.readable(asked.procedure(), asked.id(), asked.subject().get(), actor);
    }

    /// What does not exist and what one may not know of are answered alike.
    <C extends Case> Versioned<C> readable(AskedCase<C> asked, Actor actor) {
        return find(asked, actor).orElseThrow(() -> new RefusedException(reason(actor)));
    }

    private static Reason reason(Actor actor) {
        return actor.isVisitor() ? WebReason.SIGN_IN : ProcedureReason.NOT_FOUND;
    }

    static <T> Id<T> id(String text) {
        try {
            return Id.of(text);
        } catch (IllegalArgumentException _) {
            throw new RefusedException(ProcedureReason.NOT_FOUND);
        }
    }

    /// An opening for those who hold a role that may use it.
    static <C extends Case> Opening<C, ?> opening(
            Procedure<C> procedure, String name, Actor actor) {
        Opening<C, ?> opening =
                procedure
                        .opening(name)
                        .filter(one -> !one.isSystemOnly())
                        .orElseThrow(() -> new RefusedException(ProcedureReason.NOT_FOUND));
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        if (!opening.isFor(actor)) {
            throw new RefusedException(
                    Refusal.of(ProcedureReason.FORBIDDEN, "action", procedure.name() + "." + name));
        }
        return opening;
    }

    /// @param text as sent; blank for none
    static @Nullable String key(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > KEY_LENGTH_MAX) {
            throw new RefusedException(ProcedureReason.KEY_INVALID);
        }
        return text;
    }
}
