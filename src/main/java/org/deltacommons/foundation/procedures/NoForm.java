package org.deltacommons.foundation.procedures;

/// The form of an action that asks for nothing.
public record NoForm() {}
