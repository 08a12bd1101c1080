/// The database: a real PostgreSQL, embedded by default, external by configuration.
///
/// Everything that matters is kept here, so the server never runs with `fsync` or
/// `synchronous_commit` off, never trusts a connection without a password and listens on this
/// machine only. Two roles use it: the owner changes tables (migrations), the application reads and
/// writes rows. Start reading at [org.deltacommons.foundation.database.DatabaseEnvironment].
@ApplicationModule(
        id = "database",
        allowedDependencies = {})
@NullMarked
package org.deltacommons.foundation.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
