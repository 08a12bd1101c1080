package org.deltacommons.foundation.federation;

import org.deltacommons.kernel.Reason;

/// Why this node has no answer.
public enum FederationReason implements Reason {
    /// Another node hosts the home; values `province`, `address`.
    STANDS_AT_MISDIRECTED,
    /// The same, and nobody told this node the other's address; value `province`.
    STANDS_ELSEWHERE_MISDIRECTED,
    /// The home's feed ends before what it has signed: an old copy of the database was started.
    /// Value `province`.
    BEHIND,
    /// The home's feed is not what it has signed; value `province`.
    REWRITTEN,
    /// The key that the home shall go on to was not prepared, or is in use already.
    NO_NEXT_KEY,
    /// The home is hosted here, or no key of it is known; value `province`.
    NO_PEERS_KEY,
    /// The text is no verifier key of that home, or is the present one; value `province`.
    NO_KEY_OF_IT,
    /// The change of a key of that home is under way; value `province`.
    KEY_CHANGE_OPEN,
    /// The keys are not those any more that the case is about.
    KEY_MOVED,
    /// Who wanted it cannot agree to it.
    SAME_PERSON,
    /// What the second person was told is not the fingerprint of what was entered.
    FINGERPRINT_DIFFERS,
    /// What was entered is no card of a node, or of a form that this one does not know.
    CARD_UNREADABLE,
    /// The card was changed after it was signed, or signed by another key than it names.
    CARD_SIGNATURE,
    /// A home of the card has no key, or not both, or there is a key of another home.
    CARD_KEYS,
    /// The card is of another node than the case.
    CARD_OTHER,
    /// No address where a node could be asked.
    ADDRESS_UNUSABLE,
    /// The way there could be read and changed: no TLS, and not this machine.
    ADDRESS_PLAIN,
    /// No card was found there; value `address`.
    NO_CARD_THERE,
    /// The home has a node already, or the card was entered before; value `province`.
    NODE_KNOWN,
    /// The node of the home has left for ever; value `province`.
    NODE_LEFT,
    /// No node of the configuration hosts the home, or a case was decided about it; value
    /// `province`.
    NODE_NOT_FOUND,
    /// There is no package in its place; value `file`.
    PACKAGE_MISSING,
    /// It cannot be opened with the key that is here, or was changed or cut off; value `province`.
    PACKAGE_BROKEN,
    /// It is another home's; values `province`, `other`.
    PACKAGE_OTHER,
    /// It was written by another version of the product; value `province`.
    PACKAGE_VERSION,
    /// This node has not read the home's feed up to its end; value `province`.
    PACKAGE_UNHEARD,
    /// Facts, tree and signed head do not fit together; value `province`.
    PACKAGE_FEED,
    /// What the books count is not what they counted before; values `province`, `figure`.
    PACKAGE_FIGURES,
    /// Rows are missing or too many; values `province`, `table`.
    PACKAGE_ROWS,
    /// Something in it is here already as another home's; value `province`.
    PACKAGE_COLLIDES,
    /// What was pasted is no offer of a node to take a home, or it was changed.
    OFFER_UNREADABLE,
    /// The offer is for another home; value `province`.
    OFFER_OTHER,
    /// The home is hosted here already, or is not followed here; value `province`.
    NOT_TO_TAKE,
    /// Only the system administration of the home prepares its keys.
    KEYS_FORBIDDEN;

    @Override
    public String module() {
        return "federation";
    }
}
