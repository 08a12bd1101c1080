package org.deltacommons.foundation.lane;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// A database that goes away at the worst moments.
///
/// @param atCommit so many commits from now on reach the database, but their answers never come
///   back
/// @param afterThat the database is gone with it
/// @param away nobody gets a connection
record Faults(AtomicInteger atCommit, AtomicBoolean afterThat, AtomicBoolean away) {

    Faults() {
        this(new AtomicInteger(), new AtomicBoolean(), new AtomicBoolean());
    }

    DataSource of(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                (name, result) -> {
                    if (!name.equals("getConnection")) {
                        return result;
                    }
                    Connection connection = (Connection) result;
                    if (away.get()) {
                        connection.close();
                        throw new SQLException("nobody is there", "08001");
                    }
                    return of(connection);
                });
    }

    private Connection of(Connection real) {
        return proxy(
                Connection.class,
                real,
                (name, result) -> {
                    if (name.equals("commit")
                            && atCommit.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        away.set(afterThat.get());
                        throw new SQLException("the connection was lost", "08006");
                    }
                    return result;
                });
    }

    private interface After {
        Object result(String method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            try {
                                return after.result(
                                        method.getName(), method.invoke(real, arguments));
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }));
    }
}
