package org.deltacommons.commons.enterprises;

import java.time.LocalDate;

/// What the register of serious dishonesty said.
///
/// @param serious whether it is on the list
/// @param asOf the day it was asked; an old answer is no answer
public record Honesty(boolean serious, String source, LocalDate asOf) {}
