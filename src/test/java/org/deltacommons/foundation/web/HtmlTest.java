package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.springframework.web.util.HtmlUtils;

class HtmlTest {

    @Property(tries = 500)
    void what_means_something_in_html_is_written_as_spring_writes_it(
            @ForAll @CharRange(from = ' ', to = 'A') String text) {
        assertThat(Html.escape(text)).isEqualTo(HtmlUtils.htmlEscape(text, "UTF-8"));
    }

    @Example
    void text_without_such_signs_comes_back_as_it_is() {
        String text = "\u7535\u6c60 \ud83d\udd0b cryo-EM";
        assertThat(Html.escape(text)).isSameAs(text);
    }
}
