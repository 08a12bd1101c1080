package org.deltacommons.foundation.identity.accounts;

/// An account of an authority's own identity service that signs in as the person.
///
/// @param issuer the service's address, as its tokens say
/// @param subject the account there
public record Link(String issuer, String subject) {}
