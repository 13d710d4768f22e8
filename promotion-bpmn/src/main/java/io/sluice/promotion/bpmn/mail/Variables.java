package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Topic;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * What can be filled into the words of a message. The facts that it does not tell are empty, so that a host's own words
 * may name any of them.
 */
final class Variables {
    private final Map<String, Phrase> values = new HashMap<>();

    private Variables() {}

    static Variables of(Notification notification, Wording wording, ZoneId zone) {
        Variables variables = new Variables();
        for (Fact fact : Fact.values()) {
            variables.fillIn(fact.variable(), "");
        }
        variables.fillIn("name", notification.recipient().displayName());
        variables.fillIn("organization", notification.organizationName());
        variables.addFacts(notification, wording, zone);
        variables.addTopic(notification, wording);
        return variables;
    }

    Map<String, Phrase> all() {
        return values;
    }

    Phrase get(String name) {
        return values.getOrDefault(name, Phrase.filledIn(""));
    }

    void put(String name, Phrase phrase) {
        values.put(name, phrase);
    }

    private void addFacts(Notification notification, Wording wording, ZoneId zone) {
        notification.facts().values().keySet().forEach(fact -> {
            String shown = switch (fact.type()) {
                case PERSON ->
                    notification.nameOf(notification.facts().person(fact).orElseThrow());
                case COUNT -> notification.facts().count(fact).orElseThrow().toString();
                case MOMENT -> wording.moment(notification.facts().moment(fact).orElseThrow(), zone);
                case NAME, CODE, TEXT -> notification.facts().text(fact).orElseThrow();
            };
            fillIn(fact.variable(), shown);
        });
    }

    private void addTopic(Notification notification, Wording wording) {
        Topic topic = notification.topic();
        if (topic instanceof Topic.OfPromotion promotion) {
            fillIn("promotion", promotion.id().value());
            fillIn("artifact", promotion.artifact());
            fillIn("version", promotion.version());
            fillIn("source", promotion.sourceName());
            fillIn("target", promotion.targetName());
            fillIn("requester", notification.nameOf(promotion.requestedBy()));
            fillIn("requestReason", promotion.reason());
            fillIn("replaced", promotion.replaces().orElse(""));
            String form = promotion.rollback() ? ".rollback" : "";
            values.put("aim", wording.say("aim" + form, values));
            values.put("the", wording.say("the" + form, values));
            values.put("of", wording.say("of" + form, values));
            values.put("change", wording.say(promotion.replaces().isPresent() ? "change" : "change.first", values));
        } else if (topic instanceof Topic.OfWorkspace workspace) {
            fillIn("workspace", workspace.name());
        } else if (topic instanceof Topic.OfQueue queue) {
            fillIn("waiting", Integer.toString(queue.waiting().size()));
        } else if (topic instanceof Topic.OfVersion version) {
            fillIn("artifact", version.artifact());
            fillIn("version", version.version());
        }
    }

    private void fillIn(String name, String value) {
        values.put(name, Phrase.filledIn(value));
    }
}
