package org.deltacommons.foundation.documents;

/// Whether a document is needed by somebody who did not link it: the inverse port of modules that
/// hold hashes in rows of their own. What any of them claims is not swept.
public interface DocumentUse {

    boolean isUsed(String hash);
}
