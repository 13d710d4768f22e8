package io.sluice.promotion.spring.rest;

/**
 * Why something may not be done.
 *
 * @param code stable
 * @param message for the person
 */
public record Reason(String code, String message) {}
