package org.deltacommons.foundation.procedures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.Words;
import org.springframework.beans.factory.ObjectProvider;

/// The titles of cases in the reader's language. A title is made from the case whenever it is read,
/// so that cases of any age read alike; what is stored in lines and told in facts is Chinese and
/// serves where the case is not here.
public final class Titles {

    private static final int CASES_MAX = 1000;

    /// Lines of old have provinces by their codes.
    private static final Pattern CODE = Pattern.compile("(?<!\\d)3[1-4]0000(?!\\d)");

    private final Procedures procedures;
    private final Records records;
    private final Contributed<NamedThings> named;
    private final Words words;

    /// @param named who knows the names of things
    public Titles(
            Procedures procedures,
            Records records,
            ObjectProvider<NamedThings> named,
            Words words) {
        this.procedures = procedures;
        this.records = records;
        this.named = new Contributed<>(named);
        this.words = words;
    }

    /// A case somewhere, and its title as it was stored or told.
    public record Told(String procedure, String id, String title) {

        static Told of(Task task) {
            return new Told(task.procedure(), task.id().value(), task.title());
        }
    }

    /// Of one case; empty if its words were erased.
    public String of(Case subject) {
        return of(List.of(subject)).getOrDefault(subject.id().value(), "");
    }

    /// @return the title of each by its id
    public Map<String, String> of(Collection<? extends Case> subjects) {
        Map<String, String> names = names(subjects);
        Map<String, String> all = new HashMap<>();
        subjects.forEach(one -> all.put(one.id().value(), said(one.titled(), names)));
        return all;
    }

    /// @return the title of each line's case by its id
    public Map<String, String> ofTasks(Collection<Task> tasks) {
        return ofTold(tasks.stream().map(Told::of).toList());
    }

    /// @return the title of each case by its id: its own, or else one that was stored or told
    public Map<String, String> ofTold(Collection<Told> told) {
        Map<String, String> all = new HashMap<>();
        told.forEach(one -> all.put(one.id(), one.title()));
        all.putAll(ofCasesHere(told));
        return all;
    }

    /// Reads the cases that are here, all of one procedure at once, and only for readers whom the
    /// stored title does not serve.
    ///
    /// @return the titles of those that were read, by their ids; for the others, what was stored or
    ///   told serves
    public Map<String, String> ofCasesHere(Collection<Told> told) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (Told one : told) {
            // What was erased stays erased.
            if (!one.title().isEmpty() && (words.english() || CODE.matcher(one.title()).find())) {
                ids.computeIfAbsent(one.procedure(), _ -> new HashSet<>()).add(one.id());
            }
        }
        List<Case> cases = new ArrayList<>();
        ids.forEach((procedure, some) ->
                procedures
                        .named(procedure)
                        .ifPresent(declared -> cases.addAll(cases(declared, some))));
        return of(cases);
    }

    private <C extends Case> List<C> cases(Procedure<C> procedure, Set<String> ids) {
        return records.list(
                procedure.type(), "t.id IN (:ids)", "t.id", Map.of("ids", ids), CASES_MAX);
    }

    private Map<String, String> names(Collection<? extends Case> subjects) {
        List<Title.Named> things = new ArrayList<>();
        for (Case subject : subjects) {
            for (Object part : subject.titled().parts()) {
                if (part instanceof Title.Named thing) {
                    things.add(thing);
                }
            }
        }
        return names(things);
    }

    /// @return what each thing is called, by its id
    public Map<String, String> names(List<Title.Named> things) {
        Map<String, String> names = new HashMap<>();
        things.forEach(thing -> names.put(thing.id(), thing.otherwise()));
        if (words.english() && !names.isEmpty()) {
            Set<String> ids = Set.copyOf(names.keySet());
            named.all().forEach(one -> names.putAll(one.names(ids)));
        }
        return names;
    }

    /// @return what one thing is called
    public String name(Title.Named thing) {
        return names(List.of(thing)).getOrDefault(thing.id(), thing.otherwise());
    }

    private String said(Title title, Map<String, String> names) {
        StringBuilder said = new StringBuilder();
        for (Object part : title.parts()) {
            said.append(
                    switch (part) {
                        case Title.Named thing -> names.getOrDefault(thing.id(), thing.otherwise());
                        case Title.Both both ->
                                words.english() && !both.en().isEmpty() ? both.en() : both.zh();
                        case String text -> text;
                        default -> words.show(part);
                    });
        }
        return said.toString();
    }
}
