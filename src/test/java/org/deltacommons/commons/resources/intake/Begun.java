package org.deltacommons.commons.resources.intake;

/// An import at which nobody works any more, as when its instance has ended.
public final class Begun {

    private Begun() {}

    public static Import of(Import checked) {
        return checked.in(ImportState.APPLYING);
    }
}
