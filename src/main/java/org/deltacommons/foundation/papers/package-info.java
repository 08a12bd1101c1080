/// Papers: what goes out of the house and comes in as a file that people handle with office
/// programs. Tables in Excel and CSV are read and written here.
///
/// Words: a *sheet* is a headed table; a *row* has the number it has in the file, so that a person
/// finds it again.
///
/// Invariants: a file is read as a stream and within limits, whatever it claims; what it is is
/// decided by its bytes, and a name that says otherwise is refused; a text that a spreadsheet would
/// take for a formula is never written as one.
@ApplicationModule(
        id = "papers",
        allowedDependencies = {})
@NullMarked
package org.deltacommons.foundation.papers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
