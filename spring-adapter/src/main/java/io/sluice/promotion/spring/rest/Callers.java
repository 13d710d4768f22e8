package io.sluice.promotion.spring.rest;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** Who calls, as the host authenticated them. */
public interface Callers {
    /** The caller; empty when nobody is signed in. */
    Optional<Actor> caller(HttpServletRequest request);

    /** The organizations that the caller may belong to, the one to show first in front. The doors judge each of them. */
    List<OrganizationId> organizations(HttpServletRequest request);
}
