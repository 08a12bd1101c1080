package org.deltacommons.bench;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The peer: a page of the same server with a layout's worth of nothing, so that what it costs is
/// the server, the filters and the template engine.
@Controller
@Profile("bench")
class BareController {

    @GetMapping("/bench/bare")
    String bare() {
        return "bench/bare";
    }
}
