package org.deltacommons.foundation.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Where a database is and as whom to use it.
public record Login(String url, String user, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /// The same user in another database of the same server.
    public Login to(String otherUrl) {
        return new Login(otherUrl, user, password);
    }

    /// Without the password, so that a log line never carries it.
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
