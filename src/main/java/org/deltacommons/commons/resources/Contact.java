package org.deltacommons.commons.resources;

/// Whom to ask. It stays at home: what the other provinces hold has none of it.
public record Contact(String person, String phone, String email) {

    public static final Contact NONE = new Contact("", "", "");

    public boolean isBlank() {
        return person.isBlank() && phone.isBlank() && email.isBlank();
    }
}
