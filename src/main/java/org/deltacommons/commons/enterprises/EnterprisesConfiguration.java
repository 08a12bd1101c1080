package org.deltacommons.commons.enterprises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.rulebook.RuleKind;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the module together.
@Configuration(proxyBeanMethods = false)
class EnterprisesConfiguration {

    private static final int SECRET_BYTES = 32;

    @Bean
    Enterprises enterprises(Rules rules) {
        return new Enterprises(rules);
    }

    @Bean
    EnterpriseDesk enterpriseDesk(GroupLane lane, Records records, Rules rules) {
        return new EnterpriseDesk(lane, records, rules);
    }

    /// The secret is `delta.person-key` (best from the environment `DELTA_PERSON_KEY`; the same at
    /// all nodes of the four provinces, else nobody finds a person of another province), or else
    /// the file `person.key` in the data folder, made at first start.
    @Bean
    PersonKey personKey(
            @Value("${delta.person-key:}") String secret,
            @Value("${delta.data:./data}") Path folder) {
        return new PersonKey(
                secret.isBlank() ? kept(folder.resolve("person.key")) : secret.strip());
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                byte[] fresh = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(fresh);
                createPrivately(file, HexFormat.of().formatHex(fresh));
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + file, unreadable);
        }
    }

    private static void createPrivately(Path file, String text) throws IOException {
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        } catch (FileAlreadyExistsException _) {
            // Another instance was first; its secret is the one.
        }
    }

    @Bean
    EnterpriseSeed enterpriseSeed(GroupLane lane, PersonKey persons) {
        return new EnterpriseSeed(lane, persons);
    }

    @Bean
    RuleKind<SizeRule, SizeRuleForm> sizeRules() {
        return new RuleKind<>(
                SizeRule.class,
                SizeRuleForm.class,
                SizeRuleForm::of,
                rule ->
                        List.of(
                                Entry.of(
                                        "enterprises.line.staff-below",
                                        Phrase.of(
                                                "enterprises.people", "people", rule.staffBelow())),
                                Entry.of("enterprises.line.revenue-below", rule.revenueBelow())));
    }

    @Bean
    RuleKind<RenewalRule, RenewalRuleForm> renewalRules() {
        return new RuleKind<>(
                RenewalRule.class,
                RenewalRuleForm.class,
                RenewalRuleForm::of,
                rule ->
                        List.of(
                                Entry.of(
                                        "enterprises.line.renewal",
                                        new Phrase(
                                                "rulebook.day",
                                                java.util.Map.of(
                                                        "month", rule.last().getMonthValue(),
                                                        "day", rule.last().getDayOfMonth())))));
    }

    /// The ties of providers whose home another node hosts.
    @Bean
    Replica<RelationsStated> relationsReplica() {
        return new Replica<>() {
            @Override
            public Class<RelationsStated> fact() {
                return RelationsStated.class;
            }

            @Override
            public List<Row> rows(RelationsStated body, RecordedFact fact) {
                return List.of(body.relations());
            }
        };
    }

    @Bean
    MenuEntry eligibleMenu() {
        return new MenuEntry("menu.eligible", "/eligible", "user-check", 50, _ -> true);
    }

    @Bean
    MenuEntry enterprisesMenu() {
        return new MenuEntry(
                "menu.enterprises",
                "/enterprises",
                "building-factory-2",
                55,
                actor ->
                        actor.has(Role.COUNTY_OFFICER)
                                || actor.has(Role.PROVINCIAL_OFFICER)
                                || actor.has(Role.AUDITOR));
    }

    @Bean
    MenuEntry myEnterpriseMenu() {
        return new MenuEntry(
                "menu.my-enterprise",
                "/enterprises/mine",
                "building-factory-2",
                55,
                actor -> EnterprisePages.own(actor).isPresent());
    }
}
