package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.lane.FactKind;

/// Two persons of a home have the next secret of the cross-check hash and agree to it. It is in
/// force once all four homes have said so of the same.
///
/// @param keyNumber of the next key
/// @param fingerprint of its secret, which it does not give away
@FactKind(value = "enterprises.PersonKeyAgreed", reach = FactKind.Reach.FOUR)
public record PersonKeyAgreed(int keyNumber, String fingerprint) {}
