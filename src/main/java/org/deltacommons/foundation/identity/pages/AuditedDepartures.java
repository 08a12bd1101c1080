package org.deltacommons.foundation.identity.pages;

import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.web.Departures;
import org.deltacommons.foundation.web.ListFiles;
import org.deltacommons.kernel.Actor;
import org.springframework.stereotype.Component;

/// Notes every list that leaves in the audit log, before it does.
@Component
final class AuditedDepartures implements Departures {

    private final Audit audit;

    AuditedDepartures(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void leaving(
            Actor actor, String list, ListFiles.Format format, int rows, String filter) {
        audit.record(
                AuditLine.of(AuditKind.EXPORT, actor, list)
                        .with("format", format.suffix())
                        .with("lines", Integer.toString(rows))
                        .with("filter", filter));
    }
}
