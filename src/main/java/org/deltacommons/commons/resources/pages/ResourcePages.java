package org.deltacommons.commons.resources.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourcePanel;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.FindingViews;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.PanelView;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Shell;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// What everybody sees: the list, a resource, a provider.
@Controller
class ResourcePages {

    private static final Map<String, String> RESOURCES = Map.of(Finding.TYPE, "resource");
    private static final int SHOWN_MAX = 100;

    private final Resources resources;
    private final Records records;
    private final FindingViews finding;
    private final ResourceSections sections;
    private final ProviderSections providers;
    private final Contributed<ResourcePanel> panels;
    private final Shell shell;
    private final Words words;

    ResourcePages(
            Resources resources,
            Records records,
            FindingViews finding,
            ResourceSections sections,
            ProviderSections providers,
            ObjectProvider<ResourcePanel> panels,
            Shell shell,
            Words words) {
        this.resources = resources;
        this.records = records;
        this.finding = finding;
        this.sections = sections;
        this.providers = providers;
        this.panels = new Contributed<>(panels);
        this.shell = shell;
        this.words = words;
    }

    @GetMapping("/resources")
    ModelAndView list(
            Address address,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<LinkView> links =
                actor.has(Role.PROVIDER_MANAGER)
                        ? List.of(
                                new LinkView(
                                        "menu.resources.own", "/resources/own", "building-store"))
                        : List.of();
        return new ModelAndView(
                FindingViews.template(request, response),
                Map.of("view", finding.view(address, RESOURCES, "resources.title", links)));
    }

    @GetMapping("/resources/{id:res-[0-9a-f]+}")
    ModelAndView resource(@PathVariable String id, Actor actor) {
        Resources.Offered offered =
                resources
                        .offered(Id.of(id))
                        .orElseThrow(
                                () -> new RefusedException(ResourcesReason.RESOURCE_NOT_FOUND));
        Resource resource = offered.resource();
        Optional<Provider> provider = offered.provider();
        Together together = records.together();
        shell.countWith(together::number);
        Supplier<List<Section>> open = sections.ask(resource, together);
        List<ResourcePanel> asked =
                panels.all().stream()
                        .map(panel -> panel.asking(together, resource, actor))
                        .toList();
        List<LinkView> links = new ArrayList<>();
        List<PanelView> shown = new ArrayList<>();
        asked.forEach(panel -> {
            links.addAll(panel.links(resource, actor));
            shown.addAll(panel.panels(resource, actor));
        });
        boolean manages =
                actor.may(Role.PROVIDER_MANAGER, resource.provider())
                        || actor.may(Role.PROVINCIAL_OFFICER, resource.home().code());
        if (manages) {
            links.addFirst(new LinkView("resources.manage", "/cases/resource/" + id, "settings"));
        }
        List<Section> all = new ArrayList<>(open.get());
        provider.ifPresent(known -> all.add(1, providers.brief(known)));
        boolean english = words.english();
        return new ModelAndView(
                "resources/thing",
                Map.of(
                        "view",
                        new ThingPage(
                                words.show(resource.details().kind()),
                                resource.details().name(english),
                                resource.details().name(!english),
                                state(resource.state()),
                                resource.home(),
                                resource.details().demo() ? words.say("resources.demo") : null,
                                notice(resource, provider),
                                links,
                                shown,
                                all)));
    }

    static State state(ResourceState state) {
        StateTone tone =
                switch (state) {
                    case REGISTERED -> StateTone.IDLE;
                    case PENDING_REVIEW -> StateTone.WAITING;
                    case PUBLISHED -> StateTone.GOOD;
                    case UNDER_REPAIR, CUSTOMS_LOCK -> StateTone.WARN;
                    case WITHDRAWN, SCRAPPED -> StateTone.OVER;
                };
        return new State("enum.ResourceState." + state, tone);
    }

    private @Nullable String notice(Resource resource, Optional<Provider> provider) {
        if (resource.state() != ResourceState.PUBLISHED) {
            return words.find("resources.notice." + resource.state(), Map.of()).orElse(null);
        }
        boolean stopped =
                provider.map(Provider::state)
                        .filter(s -> s == ProviderState.SUSPENDED || s == ProviderState.DELISTED)
                        .isPresent();
        return stopped ? words.say("resources.notice.provider") : null;
    }

    @GetMapping("/providers/{id}")
    ModelAndView provider(@PathVariable String id, Actor actor) {
        Provider provider =
                (id.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
                                ? resources.provider(id)
                                : Optional.<Provider>empty())
                        .filter(known -> known.state() != ProviderState.APPLIED)
                        .orElseThrow(
                                () -> new RefusedException(ResourcesReason.PROVIDER_NOT_FOUND));
        List<Section> all = new ArrayList<>(providers.all(provider));
        all.add(offered(provider));
        boolean manages =
                actor.may(Role.PROVIDER_MANAGER, id)
                        || actor.may(Role.PROVINCIAL_OFFICER, provider.home().code());
        boolean english = words.english();
        return new ModelAndView(
                "resources/thing",
                Map.of(
                        "view",
                        new ThingPage(
                                words.say("resources.part.provider"),
                                provider.name(english),
                                provider.name(!english),
                                ProviderSections.state(provider.state()),
                                provider.home(),
                                provider.demo() ? words.say("resources.demo") : null,
                                null,
                                manages
                                        ? List.of(
                                                new LinkView(
                                                        "resources.case",
                                                        "/cases/provider/" + id,
                                                        "settings"))
                                        : List.of(),
                                List.of(),
                                all)));
    }

    private Section offered(Provider provider) {
        List<List<Cell>> rows =
                records
                        .list(
                                Resource.class,
                                "t.provider = :provider AND t.state IN"
                                        + " ('PUBLISHED', 'UNDER_REPAIR', 'CUSTOMS_LOCK')",
                                "t.details ->> 'nameZh', t.id",
                                Map.of("provider", provider.id().value()),
                                SHOWN_MAX)
                        .stream()
                        .map(resource ->
                                List.of(
                                        Cell.link(
                                                resource.details().name(words.english()),
                                                "/resources/" + resource.id()),
                                        Cell.of(resource.details().equipment().model()),
                                        Cell.of(resource.details().kind()),
                                        Cell.of(state(resource.state()))))
                        .toList();
        return Section.of(
                "resources.part.resources",
                new Table(
                        List.of(
                                Column.of("resources.name"),
                                Column.of("resources.model"),
                                Column.of("resources.column.kind"),
                                Column.of("resources.state")),
                        rows,
                        "web.list.empty"));
    }
}
