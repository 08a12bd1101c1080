/// What people see of bookings: calendars, the list, the day at the machine, papers, the API.
@NullMarked
package org.deltacommons.commons.bookings.pages;

import org.jspecify.annotations.NullMarked;
