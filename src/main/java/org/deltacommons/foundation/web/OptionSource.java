package org.deltacommons.foundation.web;

import java.util.List;
import org.deltacommons.kernel.Actor;

/// The options of a field, made when the form is rendered and asked again when it is read.
public interface OptionSource {

    /// @param actor whose form it is
    List<Option> options(Actor actor);
}
