package io.sluice.promotion.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.spring.rest.ApiClient.Reply;
import java.util.Optional;

/**
 * One call that succeeds, and around it those that are refused for the usual reasons: by another organization, by a person
 * who may not, without the state that was seen, with a state that has passed. Immutable.
 */
public final class Probe {
    private static final String HERE = "/organizations/acme";

    private final ContractWorld world;
    private final String person;
    private final Optional<String> refused;
    private final Optional<String> etag;
    private final String type;

    private Probe(
            ContractWorld world, String person, Optional<String> refused, Optional<String> etag, String contentType) {
        this.world = world;
        this.person = person;
        this.refused = refused;
        this.etag = etag;
        this.type = contentType;
    }

    /** Calls of a person who may. */
    public static Probe of(ContractWorld world, String person) {
        return new Probe(world, person, Optional.empty(), Optional.empty(), "application/json");
    }

    /** And who may not, although they see it. */
    public Probe butNot(String other) {
        return new Probe(world, person, Optional.of(other), etag, type);
    }

    /** With the state that was seen. */
    public Probe seen(String tag) {
        return new Probe(world, person, refused, Optional.of(tag), type);
    }

    /** With a body that is no JSON. */
    public Probe sending(String contentType) {
        return new Probe(world, person, refused, etag, contentType);
    }

    /** Reads; what is polled for answers 304. */
    public Reply get(String path) {
        Reply shown = succeed("GET", HERE + path, null);
        if (!shown.header("ETag").isEmpty()) {
            Reply same =
                    world.as(person).with("If-None-Match", shown.header("ETag")).get(HERE + path);
            assertThat(same.status()).as("polling for %s", path).isEqualTo(304);
        }
        return shown;
    }

    /** Does something without a body. */
    public Reply post(String path) {
        return succeed("POST", HERE + path, null);
    }

    /** Does something. */
    public Reply post(String path, String body) {
        return succeed("POST", HERE + path, body);
    }

    /** Replaces something. */
    public Reply put(String path, String body) {
        return succeed("PUT", HERE + path, body);
    }

    /** Changes something. */
    public Reply patch(String path, String body) {
        return succeed("PATCH", HERE + path, body);
    }

    /** Removes something. */
    public Reply delete(String path) {
        return succeed("DELETE", HERE + path, null);
    }

    /** The same once more comes too late. */
    public Reply conflict(String path, String body) {
        Reply late = send(world.as(person), "POST", HERE + path, body);
        assertThat(late.status()).as("%s %s", path, late.text()).isEqualTo(409);
        return late;
    }

    private Reply succeed(String method, String path, String body) {
        expect(404, send(tagged(world.as(person)), method, path.replace(HERE, "/organizations/globex"), body), path);
        refused.ifPresent(other -> expect(403, send(tagged(world.as(other)), method, path, body), path));
        if (etag.isPresent()) {
            expect(428, send(world.as(person), method, path, body), path);
            expect(412, send(world.as(person).with("If-Match", "\"987654\""), method, path, body), path);
        }
        Reply done = send(tagged(world.as(person)), method, path, body);
        assertThat(done.status()).as("%s %s: %s", method, path, done.text()).isBetween(200, 204);
        return done;
    }

    private static void expect(int status, Reply reply, String path) {
        assertThat(reply.status()).as("%s: %s", path, reply.text()).isEqualTo(status);
    }

    private ApiClient tagged(ApiClient client) {
        return etag.map(tag -> client.with("If-Match", tag)).orElse(client);
    }

    private Reply send(ApiClient client, String method, String path, String body) {
        return body == null
                ? client.send(method, path, null)
                : client.with("Content-Type", type).send(method, path, body);
    }
}
