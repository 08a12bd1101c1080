package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

/// The demonstration cast, and the pages as its people see them.
@ApplicationModuleTest(
        mode = ApplicationModuleTest.BootstrapMode.ALL_DEPENDENCIES,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class CastModuleTest {

    @TempDir static Path folder;

    @Autowired Cast cast;
    @Autowired People people;
    @Autowired Organisations organisations;
    @Autowired Audit audit;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    private Path sheet() throws IOException {
        Path file = folder.resolve("sign-ins.txt");
        cast.load(file);
        return file;
    }

    private Visit as(String username) throws IOException {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(username) + "\\s*\\t(\\S+)\\t")
                        .matcher(Files.readString(sheet()));
        assertThat(line.find()).as(username).isTrue();
        Visit visit = Visit.at(port);
        assertThat(visit.signIn(username, line.group(1)).statusCode()).isEqualTo(302);
        return visit;
    }

    private List<Long> counts() {
        return List.of("identity.person", "identity.organisation", "lane.fact").stream()
                .map(table -> jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single())
                .toList();
    }

    @Test
    void loading_twice_changes_nothing_and_only_the_owner_reads_the_passwords() throws Exception {
        Path file = sheet();
        String text = Files.readString(file);
        List<Long> before = counts();
        cast.load(file);
        assertThat(counts()).isEqualTo(before);
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(text).contains("jiangpan.engineer", "示例·江畔储能", "马鞍山", "Ma'anshan", "审计");
        assertThat(before.getFirst()).isGreaterThan(60);
        assertThat(
                        jdbc.sql("SELECT string_agg(p::text, '') FROM identity.person p")
                                .query(String.class)
                                .single())
                .doesNotContain(
                        text.lines()
                                .filter(l -> !l.startsWith("#"))
                                .findFirst()
                                .orElseThrow()
                                .split("\t")[1]);
    }

    @Test
    void everybody_of_the_cast_stands_where_the_story_needs_them() throws Exception {
        sheet();
        assertThat(people.members("org-jiangpan", Role.FIRM_ENGINEER)).hasSize(1);
        assertThat(organisations.legalPerson("org-sc-micro").orElseThrow().id().value())
                .isEqualTo("org-demo-u-shenpu");
        assertThat(organisations.find("org-puhui-team").orElseThrow().isConfirmed()).isTrue();
        assertThat(people.whoMay(Role.AUDITOR, "340504"))
                .extracting(Someone::id)
                .contains("person-ah.auditor");
        // Each treasury has a budget of its own, and no other's.
        assertThat(people.whoMay(Role.TREASURY_OFFICER, "340500"))
                .extracting(Someone::id)
                .contains("person-mas.treasury")
                .doesNotContain("person-ah.treasury");
        for (Province home : Province.values()) {
            assertThat(people.members(home.code(), Role.AUDITOR)).hasSize(1);
            assertThat(people.members(home.code(), Role.SECURITY_ADMIN)).hasSize(2);
        }
    }

    @Test
    void each_administration_sees_its_own_pages_and_not_the_others() throws Exception {
        String[][] allowed = {
            {"ah.system", "/admin/people", "/admin/clients", "/organisations/new"},
            {"ah.security", "/admin/people", "/admin/sessions", "/admin/proposals"},
            {"ah.audit", "/admin/audit"},
            {"ah.auditor", "/admin/audit?check=1", "/admin/audit?kind=EXPORT"},
            {"jiangpan.engineer", "/account", "/account/password", "/organisations"}
        };
        List<String> guarded =
                List.of(
                        "/admin/people",
                        "/admin/clients",
                        "/admin/sessions",
                        "/admin/proposals",
                        "/admin/audit");
        for (String[] one : allowed) {
            Visit visit = as(one[0]);
            List<String> own = List.of(one).subList(1, one.length);
            for (String path : own) {
                assertThat(visit.get(path).statusCode()).as(one[0] + path).isEqualTo(200);
            }
            for (String path : guarded) {
                if (own.stream().noneMatch(p -> p.startsWith(path))) {
                    assertThat(visit.get(path).statusCode()).as(one[0] + path).isEqualTo(403);
                }
            }
        }
        assertThat(
                        audit.count(
                                AuditQuery.of(java.util.Set.of(Province.ANHUI))
                                        .kind(AuditKind.REFUSED)
                                        .by("person-jiangpan.engineer")))
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void a_person_of_another_province_is_not_there() throws Exception {
        Visit visit = as("ah.system");
        assertThat(visit.get("/admin/people/person-jiangpan.engineer").statusCode()).isEqualTo(200);
        assertThat(visit.get("/admin/people/person-shence.manager").statusCode()).isEqualTo(404);
        assertThat(visit.get("/admin/people/person-nobody").statusCode()).isEqualTo(404);
        assertThat(visit.get("/admin/people/%3Cscript%3E").statusCode()).isEqualTo(404);
    }

    @Test
    void organisations_are_public_on_the_page_and_over_the_api() throws Exception {
        sheet();
        Visit visitor = Visit.at(port);
        assertThat(visitor.get("/organisations?q=%E6%B1%9F%E7%95%94").body()).contains("示例·江畔储能");
        assertThat(visitor.get("/organisations/org-jiangpan").body())
                .contains("340500".substring(0, 4));
        assertThat(visitor.get("/api/v1/organisations/org-jiangpan").body())
                .contains("91340500XLW339FH32");
        assertThat(visitor.get("/api/v1/organisations?q=91340500xlw339fh32").body())
                .contains("\"total\":1");
        assertThat(visitor.get("/api/v1/organisations/org-nowhere").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/organisations?lang=en").body()).contains("Organisations");
    }

    @Test
    void a_treasury_role_goes_from_one_administrator_to_the_other_over_the_pages()
            throws Exception {
        Visit one = as("ah.security");
        Visit two = as("ah.security2");
        String person = "/admin/people/person-hefei.officer";
        var proposed =
                one.submit(
                        person,
                        person + "/grant",
                        java.util.Map.of("role", "TREASURY_OFFICER", "place", "340100"));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(302);
        Matcher link =
                Pattern.compile("/admin/proposals/(proposal-[\\w-]+)")
                        .matcher(two.get("/admin/proposals").body());
        assertThat(link.find()).isTrue();
        String proposal = link.group();
        assertThat(one.submit(proposal, proposal + "/approve", java.util.Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(people.actor("person-hefei.officer").orElseThrow().has(Role.TREASURY_OFFICER))
                .isFalse();
        two.submit(proposal, proposal + "/approve", java.util.Map.of());
        assertThat(people.actor("person-hefei.officer").orElseThrow().has(Role.TREASURY_OFFICER))
                .isTrue();
    }

    @Test
    void contact_is_shown_only_to_whoever_says_what_for_and_its_owner_sees_who() throws Exception {
        Visit owner = as("jiangpan.finance");
        assertThat(
                        owner.submit(
                                        "/account",
                                        "/account/contact",
                                        java.util.Map.of("name", "示例·陆思齐", "phone", "13912345678"))
                                .statusCode())
                .isEqualTo(302);
        Visit admin = as("ah.system");
        String page = "/admin/people/person-jiangpan.finance";
        assertThat(admin.get(page).body()).doesNotContain("13912345678");
        assertThat(
                        admin.submit(page, page + "/reveal", java.util.Map.of("purpose", " "))
                                .statusCode())
                .isEqualTo(422);
        assertThat(
                        admin.submit(page, page + "/reveal", java.util.Map.of("purpose", "核对兑付材料"))
                                .body())
                .contains("13912345678");
        assertThat(owner.get("/account").body()).contains("核对兑付材料");
    }
}
