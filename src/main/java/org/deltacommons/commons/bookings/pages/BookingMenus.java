package org.deltacommons.commons.bookings.pages;

import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.kernel.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The words of the menu that lead here.
@Configuration
class BookingMenus {

    @Bean
    MenuEntry todayMenu() {
        return new MenuEntry(
                "menu.today",
                "/today",
                "device-mobile",
                20,
                actor -> Staff.isAny(actor, Role.OPERATOR, Role.PROVIDER_MANAGER));
    }

    @Bean
    MenuEntry bookingsMenu() {
        return new MenuEntry(
                "menu.bookings",
                "/bookings",
                "calendar",
                21,
                actor -> Staff.isAny(actor, Role.OPERATOR, Role.PROVIDER_MANAGER));
    }
}
