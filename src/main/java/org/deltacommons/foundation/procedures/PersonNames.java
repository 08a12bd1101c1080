package org.deltacommons.foundation.procedures;

/// What people are called in histories. The inverse port of the module that keeps people; without
/// it they are shown by their id.
public interface PersonNames {

    /// @param id of a person, `client:…` of a machine, or `system`
    String name(String id);
}
