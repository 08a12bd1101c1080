/// Documents: what people attach to their cases, kept once by content and never changed.
///
/// Words: a document is known by its *hash* (SHA-256 of its bytes); an *upload* is one person
/// bringing one in; a *link* ties it to the case that holds it; *staged* is what nobody has linked
/// yet.
///
/// Invariants: a document is durable before it is acknowledged; its type is what its bytes say, and
/// a name that says otherwise is refused; knowing a hash gives no right to a document, only a case
/// does (or having uploaded it within the last day); whatever is not theirs does not exist for
/// those who ask, and that they asked is noted; it is always handed out as a download, never shown
/// inside a page of ours.
///
/// Documents belong to the node and to no home: a case's row, which has one, holds the hash. What a
/// case here names and another province's node keeps is fetched from there when it is first opened,
/// by the fact that names it.
@ApplicationModule(
        id = "documents",
        allowedDependencies = {"lane", "federation", "audit", "web"})
@NullMarked
package org.deltacommons.foundation.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
