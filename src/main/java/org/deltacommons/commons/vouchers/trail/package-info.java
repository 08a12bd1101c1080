/// What an auditor follows: the whole trail of one order, samples drawn so that anybody can draw
/// them again, and the working paper (审计工作底稿) made of both.
///
/// Invariants: each auditor sees what their side was told and what their side's books hold; nothing
/// here changes a case; a look at a trail and everything that leaves is an audit line of its own.
@NullMarked
package org.deltacommons.commons.vouchers.trail;

import org.jspecify.annotations.NullMarked;
