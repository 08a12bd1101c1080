package org.deltacommons.foundation.identity.accounts;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.MovingRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// People of a home that moves. What is sealed is opened by the secret of the node that they leave
/// and sealed by that of the node to which they come. Where somebody of another home there has the
/// same username, theirs gets the home's code behind it: a node has one sign-in for all its homes.
@Component
final class MovedPeople implements MovingRows {

    private final Sealer sealer;

    MovedPeople(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public String table() {
        return "identity.person";
    }

    @Override
    public void leaves(ObjectNode row) {
        for (String what : List.of("phone", "email")) {
            String sealed = row.path(what + "_sealed").asString("");
            if (!sealed.isEmpty()) {
                row.put(what + "_sealed", sealer.open(sealed, purpose(what, row)));
            }
        }
    }

    @Override
    public List<String> arrives(ObjectNode row, JdbcClient there, boolean really) {
        for (String what : List.of("phone", "email")) {
            String open = row.path(what + "_sealed").asString("");
            if (!open.isEmpty()) {
                row.put(what + "_sealed", sealer.seal(open, purpose(what, row)));
            }
        }
        String username = row.path("username").asString();
        List<String> remarks = new ArrayList<>();
        if (isTaken(username, there)) {
            String other = username + "." + row.path("home").asString();
            row.put("username", other);
            remarks.add(username + " → " + other);
        }
        return remarks;
    }

    private static boolean isTaken(String username, JdbcClient there) {
        return there.sql("SELECT count(*) FROM identity.person WHERE username = ?")
                        .params(username)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String purpose(String what, ObjectNode row) {
        return what + " of " + row.path("id").asString();
    }
}
