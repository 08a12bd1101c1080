package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {

    private final Address address =
            Address.of("/orders").with("province", "ANHUI", "SHANGHAI").with("after", "x");

    @Test
    void one_of_several_values_can_be_taken_away() {
        assertThat(address.minus("province", "ANHUI").toString())
                .isEqualTo("/orders?province=SHANGHAI&after=x");
        assertThat(address.without("province", "after").toString()).isEqualTo("/orders");
    }

    @Test
    void a_chip_leads_to_the_list_without_it_and_from_its_beginning() {
        ListView list =
                ListView.at(address, "web.list.filter")
                        .filters(
                                Filter.choices(
                                        "province",
                                        "web.list.filter",
                                        List.of(new Option("ANHUI", "安徽"))))
                        .build();
        assertThat(list.chips())
                .containsExactly(
                        new Chip("web.list.filter", "安徽", "/orders?province=SHANGHAI"),
                        new Chip("web.list.filter", "SHANGHAI", "/orders?province=ANHUI"));
    }

    @Test
    void sorting_twice_reverses_and_starts_over() {
        ListColumn amount = ListColumn.amount("x").sortedBy("amount");
        ListView list = ListView.at(Address.of("/o").with("after", "x"), "x").build();
        assertThat(list.orderHref(amount)).isEqualTo("/o?sort=amount");
        ListView sorted = ListView.at(Address.of("/o").with("sort", "amount"), "x").build();
        assertThat(sorted.order(amount)).isEqualTo("ascending");
        assertThat(sorted.orderHref(amount)).isEqualTo("/o?sort=-amount");
    }

    @Test
    void text_of_any_kind_is_encoded() {
        assertThat(Address.of("/o").with("q", "孔径 & <b>").toString())
                .isEqualTo("/o?q=%E5%AD%94%E5%BE%84+%26+%3Cb%3E");
    }
}
