package io.sluice.promotion.webhook;

import io.sluice.promotion.audit.CanonicalJson;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Topic;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of a call: a CloudEvent 1.0 in JSON. Persons appear by id only, and what people wrote does not appear at all:
 * whoever may know it reads it from Sluice.
 */
final class CloudEvent {
    private CloudEvent() {}

    static byte[] of(WebhookEvent event) {
        Map<String, Object> envelope = new TreeMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", event.id());
        envelope.put("source", "/organizations/" + event.organization());
        envelope.put("type", "io.sluice.promotion." + event.kind().code());
        envelope.put("subject", event.topic().key());
        envelope.put("time", event.at().toString());
        envelope.put("datacontenttype", "application/json");
        envelope.put("data", data(event));
        return CanonicalJson.bytes(envelope);
    }

    private static Map<String, Object> data(WebhookEvent event) {
        Map<String, Object> data = new TreeMap<>();
        data.put("organization", event.organization().value());
        Map<String, Object> facts = new TreeMap<>();
        event.facts().values().forEach((fact, value) -> {
            if (fact.type() != Fact.Type.TEXT) {
                facts.put(fact.variable(), value instanceof Integer count ? (Object) (long) count : value.toString());
            }
        });
        data.put("facts", facts);
        data.put("about", about(event.topic()));
        return data;
    }

    private static Map<String, Object> about(Topic topic) {
        Map<String, Object> about = new TreeMap<>();
        about.put("type", topic.type().name());
        if (topic instanceof Topic.OfPromotion promotion) {
            about.put("promotion", promotion.id().value());
            about.put("artifact", promotion.artifact());
            about.put("version", promotion.version());
            promotion.replaces().ifPresent(version -> about.put("replaces", version));
            about.put("source", promotion.source().value());
            about.put("target", promotion.target().value());
            about.put("rollback", promotion.rollback());
            about.put("requestedBy", promotion.requestedBy().value());
        } else if (topic instanceof Topic.OfWorkspace workspace) {
            about.put("workspace", workspace.id().value());
        } else if (topic instanceof Topic.OfVersion version) {
            about.put("artifact", version.artifact());
            about.put("version", version.version());
        }
        return about;
    }
}
