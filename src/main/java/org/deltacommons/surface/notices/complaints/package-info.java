/// The open door: anybody may complain or ask, with or without a sign-in, and see the answer by a
/// code. A complaint is a case of the province it is sent to.
@NullMarked
package org.deltacommons.surface.notices.complaints;

import org.jspecify.annotations.NullMarked;
