package org.deltacommons.foundation.lane;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/// What a module has to do with the rows of one of its tables when their home moves to another
/// node: what only this node can read is opened there and sealed anew here, what must be the only
/// one at a node is made so, what lies beside the row goes along.
public interface MovingRows {

    /// Such as `identity.person`.
    String table();

    /// @param row by column, as it is stored; changed in place
    void leaves(ObjectNode row);

    /// @param row as it left; changed in place to what is stored here
    /// @param there the database that it comes into, within the transaction
    /// @param really false while it is only tried: nothing may stay then
    /// @return what the operators have to know, a line each; mostly nothing
    List<String> arrives(ObjectNode row, JdbcClient there, boolean really);
}
