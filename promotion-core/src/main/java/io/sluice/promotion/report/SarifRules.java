package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rules that one run describes, by tool component, and how a result refers to them: section 3.52 of the standard. */
final class SarifRules {
    private static final int MOST_NAME_PARTS = 10;

    /**
     * What a run says of a rule.
     *
     * @param id its name
     * @param guid its other name, may be empty
     * @param level the level of its results unless they say otherwise
     * @param severity 0 to 10, when the tool gave one
     * @param description what it is about, may be empty
     */
    record Rule(String id, String guid, Optional<SarifLevel> level, OptionalDouble severity, String description) {}

    /**
     * A reference to a rule.
     *
     * @param id its name, perhaps with further parts behind slashes; may be empty
     * @param index its place in the component, or -1
     * @param guid its other name, may be empty
     * @param component the component that describes it
     */
    record Reference(String id, int index, String guid, ComponentReference component) {
        /**
         * A reference as a report writes it.
         *
         * @param node the reference
         * @param ruleId the name that counts when it has none
         * @param ruleIndex the place that counts when it has none
         */
        static Reference of(JsonNode node, String ruleId, int ruleIndex) throws CannotTellException {
            int index = node.at("index").index();
            JsonNode component = node.at("toolComponent");
            return new Reference(
                    node.at("id").text().orElse(ruleId),
                    index >= 0 ? index : ruleIndex,
                    node.at("guid").text().orElse(""),
                    new ComponentReference(
                            component.at("index").index(),
                            component.at("guid").text().orElse(""),
                            component.at("name").text().orElse("")));
        }
    }

    /**
     * A reference to a tool component; the driver when it says nothing.
     *
     * @param index the place among the extensions, or -1
     * @param guid its name for machines, may be empty
     * @param name its name, may be empty
     */
    record ComponentReference(int index, String guid, String name) {}

    /** Rules in their order and by their names; of two with one name the first counts. */
    private static final class Component {
        final List<Rule> rules = new ArrayList<>();
        final Map<String, Rule> byId = new HashMap<>();
        final Map<String, Rule> byGuid = new HashMap<>();

        void add(Rule rule) {
            rules.add(rule);
            addNames(rule);
        }

        void addNames(Rule rule) {
            byId.putIfAbsent(rule.id(), rule);
            byGuid.putIfAbsent(rule.guid(), rule);
        }

        Optional<Rule> find(Reference reference) {
            if (reference.index() >= 0 && reference.index() < rules.size()) {
                Rule there = rules.get(reference.index());
                if (reference.id().isEmpty() || names(reference.id()).contains(there.id())) {
                    return Optional.of(there);
                }
            }
            return lookUp(byGuid, reference.guid())
                    .or(() -> names(reference.id()).stream()
                            .flatMap(name -> lookUp(byId, name).stream())
                            .findFirst());
        }

        /** A name may go on behind slashes: {@code CA5350/md5} means {@code CA5350} when there is no such rule. */
        private static List<String> names(String id) {
            List<String> names = new ArrayList<>();
            String name = id;
            while (names.size() < MOST_NAME_PARTS) {
                names.add(name);
                int slash = name.lastIndexOf('/');
                if (slash <= 0) {
                    break;
                }
                name = name.substring(0, slash);
            }
            return names;
        }
    }

    private final Component driver;
    private final List<Component> extensions = new ArrayList<>();
    private final Map<String, Component> extensionsByName = new HashMap<>();
    private final Map<String, Component> extensionsByGuid = new HashMap<>();
    private final Component anyExtension = new Component();

    SarifRules(JsonNode tool) throws CannotTellException {
        driver = component(tool.at("driver"));
        for (JsonNode node : tool.at("extensions").elements()) {
            Component extension = component(node);
            extensions.add(extension);
            extensionsByName.putIfAbsent(node.at("name").text().orElse(""), extension);
            extensionsByGuid.putIfAbsent(node.at("guid").text().orElse(""), extension);
            extension.rules.forEach(anyExtension::addNames);
        }
    }

    /** The rule that a reference means, if the run describes it. */
    Optional<Rule> find(Reference reference) {
        return component(reference.component()).find(reference).or(() -> anyExtension.find(reference));
    }

    private Component component(ComponentReference reference) {
        if (reference.index() >= 0 && reference.index() < extensions.size()) {
            return extensions.get(reference.index());
        }
        return lookUp(extensionsByGuid, reference.guid())
                .or(() -> lookUp(extensionsByName, reference.name()))
                .orElse(driver);
    }

    private static Component component(JsonNode node) throws CannotTellException {
        Component component = new Component();
        for (JsonNode rule : node.at("rules").elements()) {
            component.add(new Rule(
                    rule.at("id").text().orElse(""),
                    rule.at("guid").text().orElse(""),
                    SarifLevel.of(rule.at("defaultConfiguration", "level")),
                    severity(rule),
                    rule.at("shortDescription", "text").text().orElse("")));
        }
        return component;
    }

    /** The {@code security-severity} of a rule or a result, which tools write as a text or as a number. */
    static OptionalDouble severity(JsonNode described) throws CannotTellException {
        JsonNode property = described.at("properties", "security-severity");
        OptionalDouble score =
                property.isText() ? Settings.decimal(property.text().orElse("").strip()) : property.number();
        boolean isScore = score.isPresent() && score.getAsDouble() >= 0 && score.getAsDouble() <= 10;
        if (property.isPresent() && !isScore) {
            throw property.wrong("a number from 0 to 10");
        }
        return score;
    }

    private static <T> Optional<T> lookUp(Map<String, T> named, String name) {
        return name.isEmpty() ? Optional.empty() : Optional.ofNullable(named.get(name));
    }
}
