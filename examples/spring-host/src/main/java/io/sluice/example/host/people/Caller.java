package io.sluice.example.host.people;

import io.sluice.example.host.people.HostPeople.Person;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;

/**
 * Whoever is signed in, for calls of Sluice's Java API. A controller takes it as a parameter.
 *
 * @param person as this application knows them
 * @param actor as Sluice knows them
 * @param organization in which they act
 */
public record Caller(Person person, Actor actor, OrganizationId organization) {}
