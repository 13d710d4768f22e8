package io.sluice.promotion.spring.rest;

import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.testing.SluiceFixture;

/** What contract calls are made in: acme as the fixture made it, an engine beside it, an empty globex, and the server. */
public record ContractWorld(SluiceFixture acme, SluiceEngine engine, ApiServer server) {
    /** Calls as this person. */
    public ApiClient as(String person) {
        return server.as(person);
    }
}
