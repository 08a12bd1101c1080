package org.deltacommons.surface.notices.complaints;

import java.util.List;
import org.deltacommons.foundation.lane.MovingRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Complaints of a home that moves: how their authors can be reached is opened by the secret of the
/// node that they leave and sealed by that of the node to which they come.
@Component
final class MovedComplaints implements MovingRows {

    private static final String CONTACT = "contact";

    private final ContactSeal seal;

    MovedComplaints(ContactSeal seal) {
        this.seal = seal;
    }

    @Override
    public String table() {
        return "notices.complaint";
    }

    @Override
    public void leaves(ObjectNode row) {
        String sealed = row.path(CONTACT).asString("");
        if (!sealed.isEmpty()) {
            row.put(CONTACT, seal.open(sealed));
        }
    }

    @Override
    public List<String> arrives(ObjectNode row, JdbcClient there, boolean really) {
        String open = row.path(CONTACT).asString("");
        if (!open.isEmpty()) {
            row.put(CONTACT, seal.seal(open, row.path("id").asString()));
        }
        return List.of();
    }
}
