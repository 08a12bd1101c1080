package org.deltacommons.surface.notices;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.documents.DocumentAccess;
import org.deltacommons.foundation.documents.DocumentUse;
import org.deltacommons.foundation.documents.Documents;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.springframework.stereotype.Component;

/// Ties documents to the cases that hold them: whoever may read the case may open its documents,
/// and what a case holds is never swept. Stands here because procedures and documents know nothing
/// of each other.
@Component
class CaseDocuments implements DocumentAccess, DocumentUse, Projection {

    private static final String MOVED = "procedures.CaseMoved";

    private final Procedures procedures;
    private final Records records;
    private final Documents documents;

    CaseDocuments(Procedures procedures, Records records, Documents documents) {
        this.procedures = procedures;
        this.records = records;
        this.documents = documents;
    }

    /// A public case does not make its contracts public: only whom it concerns may open them.
    @Override
    public boolean mayRead(Actor actor, String hash, String context) {
        int slash = context.indexOf('/');
        return slash > 0
                && procedures
                        .named(context.substring(0, slash))
                        .map(procedure ->
                                mayRead(procedure, actor, hash, context.substring(slash + 1)))
                        .orElse(false);
    }

    private <C extends Case> boolean mayRead(
            Procedure<C> procedure, Actor actor, String hash, String id) {
        return find(procedure, id)
                .filter(subject -> procedure.concerns(actor, subject))
                .map(subject -> holds(subject, hash))
                .orElse(false);
    }

    private <C extends Case> Optional<C> find(Procedure<C> procedure, String id) {
        return records.find(procedure.type(), Id.of(id));
    }

    private static boolean holds(Case subject, String hash) {
        return subject.attachments().stream().anyMatch(one -> one.hash().equals(hash));
    }

    /// Everything a case ever held is linked when the case moves; there is nothing more to claim.
    /// That this bean is there tells the sweeper that somebody links.
    @Override
    public boolean isUsed(String hash) {
        return false;
    }

    @Override
    public String name() {
        return "document-links";
    }

    @Override
    public void apply(List<RecordedFact> facts) {
        for (RecordedFact fact : facts) {
            if (fact.kind().equals(MOVED)) {
                String procedure = fact.body().path("procedure").asString("");
                procedures
                        .named(procedure)
                        .flatMap(declared -> find(declared, fact.subject()))
                        .ifPresent(subject ->
                                subject.attachments()
                                        .forEach(one ->
                                                documents.link(
                                                        one.hash(),
                                                        procedure + "/" + fact.subject())));
            }
        }
    }
}
