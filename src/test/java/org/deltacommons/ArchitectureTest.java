package org.deltacommons;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.deltacommons.kernel.HttpAnswers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/// The house's own rules, each with its reason.
class ArchitectureTest {

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        System.setProperty("spring.modulith.detection-strategy", "explicitly-annotated");
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.deltacommons");
    }

    @Test
    void every_module_uses_only_what_it_declares_and_none_listen_to_each_other() {
        ApplicationModules.of(DeltaCommons.class).verify();
    }

    @Test
    void the_module_diagram_can_be_drawn() {
        new Documenter(ApplicationModules.of(DeltaCommons.class))
                .writeModulesAsPlantUml(
                        Documenter.DiagramOptions.defaults()
                                .withStyle(Documenter.DiagramOptions.DiagramStyle.UML));
    }

    @Test
    void nothing_takes_time_or_chance_from_the_air() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .because("time and chance are injected, so that a simulation can repeat them")
                .check(classes);
    }

    @Test
    void only_the_configuration_of_the_lane_makes_a_clock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..lane..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .because("there is one clock, and tests replace it")
                .check(classes);
    }

    @Test
    void nobody_waits_for_ever_for_the_rest_of_an_answer() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(HttpAnswers.class.getName())
                .should()
                .callMethod(
                        HttpClient.class, "send", HttpRequest.class, HttpResponse.BodyHandler.class)
                .orShould()
                .callMethod(
                        HttpClient.class,
                        "sendAsync",
                        HttpRequest.class,
                        HttpResponse.BodyHandler.class)
                .because("the client's own term ends where an answer begins")
                .check(classes);
    }

    @Test
    void the_kernel_knows_no_library() {
        noClasses()
                .that()
                .resideInAPackage("org.deltacommons.kernel..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "tools.jackson..", "java.sql..")
                .because("the kernel's words are plain Java")
                .check(classes);
    }

    @Test
    void nobody_uses_the_old_jackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .because("springdoc brings it along; our JSON has one mapper")
                .check(classes);
    }
}
