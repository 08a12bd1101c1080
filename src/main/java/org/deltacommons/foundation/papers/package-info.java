/// Papers: what goes out of the house and comes in as a file that people handle with office
/// programs. Tables in Excel and CSV are read and written here; official papers and sheets of
/// labels are laid out as PDF, with a QR code that opens the public check page.
///
/// Words: a *sheet* is a headed table; a *row* has the number it has in the file, so that a person
/// finds it again; a *paper* is one printed document of an office; a *check code* is what stands
/// under its QR code: short, unguessable, and the same for the same paper for ever.
///
/// Invariants: a file is read as a stream and within limits, whatever it claims; what it is is
/// decided by its bytes, and a name that says otherwise is refused; a text that a spreadsheet would
/// take for a formula is never written as one; whatever a person's name holds, a paper gets printed
/// (what the typeface lacks is shown as 〓); the check page says no more of a person than the
/// paper's module allows.
@ApplicationModule(
        id = "papers",
        allowedDependencies = {"web"})
@NullMarked
package org.deltacommons.foundation.papers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
