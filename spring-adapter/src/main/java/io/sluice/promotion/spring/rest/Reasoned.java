package io.sluice.promotion.spring.rest;

/** A body that only says why. */
public record Reasoned(String reason) {}
