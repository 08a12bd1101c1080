package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Salted;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// What is in a feed stays for ever, so every text of every fact is either beside it and can be
/// erased, or declared here with the reason why no person writes freely in it.
class FactTextsTest {

    /// Ids, numbers of papers, names of states and actions, hashes: by the component's name, which
    /// means the same in every fact.
    private static final Set<String> CODES =
            words(
                    """
                    account action agreement answer approvedBy assignee batch booking bookingUrl by
                    categoryCode city claim client code considered declarationNo delegatedBy
                    digest dispute division enterprise erasure field fingerprint firm former
                    framework from ground hash id innerId issuer itemNo kind legalPerson need
                    next number order organisation other ownerMark parent part partOf path payee
                    person place procedure programme proposal proposedBy provider reads receipt
                    recovery registeredBy relocation report resource reviewedBy route sample
                    saved scope second seed seller state step to told topic type value
                    verifiedBy where writtenIn
                    """);

    /// Blank in what is told, see `Resource.published` and `Busy.published`.
    private static final Set<String> STAYS_AT_HOME =
            words("Contact.person Contact.email Contact.phone Busy.note Busy.ref");

    /// Of organisations, resources and programmes, as registers and authorities have them.
    private static final Set<String> NAMES =
            words(
                    """
                    AnswerAccepted.firmName AnswerGiven.providerName AnswerGiven.resourceName
                    BookingRequested.firmName Enterprise.name OrganisationRecorded.nameEn
                    OrganisationRecorded.nameZh Posting.firmName Programme.nameEn
                    Programme.nameZh Provider.nameEn Provider.nameZh Provider.recognisedBy
                    Relation.otherName RelationsOf.name SideStated.firmName
                    SideStated.providerName Tenancy.name
                    """);

    /// What a provider publishes of what it offers: meant for everybody, about things.
    private static final Set<String> PUBLISHED =
            words(
                    """
                    CustomsBlock.name Details.addressEn Details.addressZh Details.nameEn
                    Details.nameZh Equipment.affiliationName Equipment.categoryName
                    Equipment.maker Equipment.makerCountry Equipment.model
                    Equipment.notSharedReason Offer.disciplines Offer.functionsEn
                    Offer.functionsZh Offer.indicators Offer.results Offer.samples
                    Offer.sharingRules Provider.intro
                    """);

    /// The register, document or rule that something rests on.
    private static final Set<String> SOURCES =
            words(
                    """
                    Details.source Enterprise.registeredSource EnterpriseRecorded.source
                    Figures.source Honesty.source OrganisationRecorded.source Programme.source
                    Provider.source Qualification.source Relation.source RelationsOf.source
                    RuleText.source RuleVersion.source TechnologyStatus.source Tenancy.source
                    """);

    /// Laws, rules and contracts between authorities, and the values that a rule's refusal names.
    private static final Set<String> RULES =
            words("AgreementProposed.terms Refusal.code Refusal.values TextsErased.law");

    /// Made of names and numbers: a case whose title is somebody's own words tells its id, see
    /// `Case.toldTitle`.
    private static final Set<String> TITLES =
            words(
                    """
                    CaseMoved.title CaseOverdue.title MessageSent.title TaskAssigned.title
                    TaskPaused.title TaskResumed.title TaskUrged.title
                    """);

    /// Where a node is reached, its key and the number of a package.
    private static final Set<String> NODES =
            words("HomeMoved.address HomeMoved.nodeKey HomeMoved.offer");

    /// Told only when several organisations asked the same, see `SearchesCounted`.
    private static final Set<String> COUNTED = words("Wanted.text");

    private static Set<String> words(String list) {
        return new TreeSet<>(Arrays.asList(list.strip().split("\\s+")));
    }

    private static List<Set<String>> declared() {
        return List.of(STAYS_AT_HOME, NAMES, PUBLISHED, SOURCES, RULES, TITLES, NODES, COUNTED);
    }

    /// @return of every text that is not personal `Record.component`
    private static Set<String> texts() {
        Set<String> found = new TreeSet<>();
        bodies().forEach(body -> collect(body, found, new HashSet<>()));
        return found;
    }

    private static List<Class<?>> bodies() {
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                        return true;
                    }
                };
        scanner.addIncludeFilter(new AnnotationTypeFilter(FactKind.class, false));
        List<Class<?>> bodies = new ArrayList<>();
        for (var definition : scanner.findCandidateComponents("org.deltacommons")) {
            Class<?> type =
                    ClassUtils.resolveClassName(
                            String.valueOf(definition.getBeanClassName()),
                            FactTextsTest.class.getClassLoader());
            boolean isOfATest =
                    type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath()
                            .contains("test-classes");
            if (!isOfATest) {
                bodies.add(type);
            }
        }
        return bodies;
    }

    private static void collect(Class<?> record, Set<String> found, Set<Type> seen) {
        for (RecordComponent one : record.getRecordComponents()) {
            if (!Salted.isPersonal(one)) {
                String name = record.getSimpleName() + "." + one.getName();
                look(one.getGenericType(), name, found, seen);
            }
        }
    }

    private static void look(Type type, String name, Set<String> found, Set<Type> seen) {
        if (type == String.class || type == Object.class || type instanceof WildcardType) {
            found.add(name);
        } else if (type instanceof ParameterizedType generic) {
            for (Type inside : generic.getActualTypeArguments()) {
                look(inside, name, found, seen);
            }
        } else if (type instanceof Class<?> raw && raw.isRecord() && seen.add(raw)) {
            collect(raw, found, seen);
        } else if (type instanceof Class<?> raw && raw.isSealed()) {
            for (Class<?> one : raw.getPermittedSubclasses()) {
                look(one, name, found, seen);
            }
        }
    }

    private static boolean isDeclared(String text, List<Set<String>> lists) {
        return CODES.contains(text.substring(text.indexOf('.') + 1))
                || lists.stream().anyMatch(list -> list.contains(text));
    }

    @Test
    void no_fact_has_a_text_for_good_that_a_person_writes_freely() {
        assertThat(texts())
                .as("mark it @Personal and raise the schema, or declare what it is")
                .hasSizeGreaterThan(250)
                .allMatch(text -> isDeclared(text, declared()));
    }

    @Test
    void nothing_is_declared_that_is_not_told() {
        Set<String> told = texts();
        assertThat(declared()).allSatisfy(list -> assertThat(told).containsAll(list));
        assertThat(told.stream().map(text -> text.substring(text.indexOf('.') + 1)))
                .containsAll(CODES);
    }

    record Letter(String claim, String remark, List<Line> lines) {}

    record Line(@Personal String note, String wish) {}

    @Test
    void a_new_text_that_nobody_has_thought_of_is_found() {
        Set<String> found = new TreeSet<>();
        collect(Letter.class, found, new HashSet<>());
        assertThat(found.stream().filter(text -> !isDeclared(text, declared())))
                .containsExactly("Letter.remark", "Line.wish");
    }
}
