package org.deltacommons.foundation.federation.nodes;

/// The configuration of this node or of its peers is wrong; the message is for whoever starts it.
public final class BadNodeSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadNodeSettings(String sentence) {
        super(sentence);
    }
}
